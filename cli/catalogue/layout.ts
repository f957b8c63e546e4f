import { styleText } from 'node:util'

/** Text for the terminal: bold where there is one, plain where the output goes to a file. */
export function heading(text: string): string {
  return styleText('bold', text, { stream: process.stdout })
}

/** For what a reader should notice. */
export function alarm(text: string): string {
  return styleText('red', text, { stream: process.stdout })
}

/** Breaks text into lines that fit, each after the same indentation. */
export function wrap(text: string, indent: string, width = Math.min(process.stdout.columns ?? 120, 120)): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent
    }
    line += line.length > indent.length ? ` ${word}` : word
  }
  return [...lines, line]
}

/** The width of a column that holds all of these. */
export function widest(texts: Iterable<string>): number {
  return Math.max(0, ...Array.from(texts, (text) => text.length))
}

/** "1 requirement", "2 requirements". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
