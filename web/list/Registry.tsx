/** Placeholder until the registry is here. */
import type { Entity } from '../../kernel/declarations.ts';
export const Registry = ({ entity }: { entity: Entity }) => <p>{entity.name}</p>;
