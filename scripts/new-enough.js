// Plain JavaScript, so that an older Node can read it: what follows is TypeScript, which that one cannot.
const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  console.error(
    `The tests need Node ${NEEDED} or newer; this is ${process.version}, and npm brought none for this platform: install one from https://nodejs.org.`,
  );
  process.exitCode = 1;
}
