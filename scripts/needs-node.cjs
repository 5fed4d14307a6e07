// Runs before every command, in words that old versions of Node know too: theirs would be some package's stack trace.
const { engines } = require("../package.json");

const needed = engines.node.replace(">=", "");
const [major, minor] = process.versions.node.split(".").map(Number);
const [leastMajor, leastMinor] = needed.split(".").map(Number);
if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(`Flux AI needs Node ${needed} or newer; this is ${process.version}.`);
  process.exit(1);
}
