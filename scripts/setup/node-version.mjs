const oldest = [20, 19]

/**
 * What is wrong with this version of Node, or null. The oldest one that works is 20.19.
 * @param {string} version as in `process.versions.node`
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null
  return `Understudy needs Node ${oldest.join('.')} or newer; this is Node ${version}. Install a newer one from https://nodejs.org and run the command again.`
}
