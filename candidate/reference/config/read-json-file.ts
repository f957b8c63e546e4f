import { readFileSync } from 'node:fs'
import { ConfigError } from './config-error.ts'

/**
 * The JSON in a file.
 *
 * @param remedy what to tell the user when it cannot be had
 * @throws ConfigError
 */
export function readJsonFile(file: string, remedy: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError([{ place: file, what: `cannot be read (${(error as NodeJS.ErrnoException).code})`, remedy }])
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ConfigError([{ place: file, what: `is not JSON: ${(error as Error).message}`, remedy }])
  }
}
