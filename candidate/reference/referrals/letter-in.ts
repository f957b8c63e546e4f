import { isObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { NewLetter } from './letter-files.ts'

/** The file in a parameter: a Binary, and its name. */
export function letterIn(parameter: Readonly<Record<string, unknown>>): NewLetter {
  const parts = Array.isArray(parameter['part']) ? parameter['part'].filter(isObject) : []
  const name = parts.find((part) => part['name'] === 'name')?.['valueString']
  const binary = parts.find((part) => part['name'] === 'file')?.['resource']
  if (!isObject(binary) || binary['resourceType'] !== 'Binary' || typeof binary['data'] !== 'string') {
    throw new Refusal('invalid', [{ field: 'letter', text: 'Send the file as a Binary, and its name beside it.' }])
  }
  return {
    name: typeof name === 'string' ? name.trim() : '',
    mediaType: typeof binary['contentType'] === 'string' ? binary['contentType'].toLowerCase() : '',
    content: Uint8Array.from(Buffer.from(binary['data'], 'base64')),
  }
}
