/**
 * Splits a command into its words, as a shell would, but nothing is expanded: blanks separate, single and double quotes keep together
 * what stands between them, and no other character means anything but itself.
 *
 * @returns undefined when a quote is not closed
 */
export function splitCommand(text: string): string[] | undefined {
  const words = text.trim().match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []
  const whole = /^(?:[^"']|"[^"]*"|'[^']*')*$/.test(text)
  return whole ? words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2')) : undefined
}
