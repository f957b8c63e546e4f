import type { Call } from './call.ts'

const FORM = 'application/x-www-form-urlencoded'

/** The fields of an HTML form body. A field given twice counts with its first value. */
export function form(call: Call): URLSearchParams {
  return new URLSearchParams(call.text)
}

/** What was entered or chosen on a page: the last value of a field that is not empty. A button of the same name comes after the box it stands for. */
export function chosen(fields: URLSearchParams, name: string): string | undefined {
  return fields.getAll(name).findLast((value) => value.trim() !== '')
}

/** Whether the body is labelled as a form, parameters like `charset` allowed. */
export function isForm(call: Call): boolean {
  return (call.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase() === FORM
}
