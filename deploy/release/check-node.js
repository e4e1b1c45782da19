// Imported before anything else, and in syntax that an old Node reads: it reports in one line what would be a syntax error.
const least = 24;
if (Number(process.versions.node.split('.')[0]) < least) {
  console.error(`Pavilion needs Node ${least} or newer; ${process.execPath} is ${process.versions.node}.`);
  process.exit(2);
}
