import 'react';

// Our own CSS variables may stand in `style`.
declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
