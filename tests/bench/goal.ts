/** A figure, the goal and whether it is met, in a line: `  redaction    112 MB/s   (goal: 100 MB/s or more; met)`. */
export function tell(name: string, seen: string, goal?: { text: string; met: boolean }): void {
  console.log(`  ${name.padEnd(34)} ${seen.padStart(10)}${goal ? `   (goal: ${goal.text}; ${goal.met ? 'met' : 'NOT MET'})` : ''}`)
}
