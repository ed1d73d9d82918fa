/** Child processes of the bench: a server each, so that neither shares its event loop with what measures it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Server {
  readonly port: number;
  stop(): void;
}

export async function startServer(file: string, env: NodeJS.ProcessEnv = {}): Promise<Server> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', path], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no output of the child');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^port (\d+)$/.exec(line)?.[1];
    if (port) return { port: Number(port), stop: () => void child.kill('SIGKILL') };
  }
  throw new Error(`${file} ended before it listened`);
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
}

/** A plain HTTP client that keeps its connections: the same one for us and for the baseline. */
export function httpClient(port: number, lanes: number): (method: string, path: string, headers?: Record<string, string>, body?: unknown) => Promise<Reply> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  return (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const data = body === undefined ? undefined : JSON.stringify(body);
      const sent = request({ agent, port, host: '127.0.0.1', method, path, headers: { ...headers, ...(data ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(data) } : {}) } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString(), cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }));
        answer.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(data);
    });
}
