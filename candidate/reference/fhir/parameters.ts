import { isObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Resource } from './resource.ts'

export interface Parameter {
  name: string
  resource?: Resource
  part?: Parameter[]
  [value: `value${string}`]: unknown
}

/** A Parameters resource; parameters without a value are left out. */
export const parameters = (list: readonly (Parameter | undefined | false)[]): Resource => ({
  resourceType: 'Parameters',
  parameter: list.filter((parameter) => parameter),
})

/** Reads a Parameters resource that a caller sent. */
export class ParametersReader {
  readonly #list: readonly Record<string, unknown>[]

  /** @throws Refusal `invalid` when it is no Parameters resource */
  constructor(body: unknown) {
    if (!isObject(body) || body['resourceType'] !== 'Parameters') throw new Refusal('invalid', 'Send a Parameters resource.')
    const list = body['parameter'] ?? []
    if (!Array.isArray(list) || !list.every((item) => isObject(item) && typeof item['name'] === 'string')) {
      throw new Refusal('invalid', [{ text: 'Each parameter needs a name.', field: 'Parameters.parameter' }])
    }
    this.#list = list
  }

  /** The text of a parameter, whatever its FHIR string type. */
  text(name: string): string | undefined {
    const found = this.all(name)
      .map(valueOf)
      .find((value) => typeof value === 'string' && value.trim() !== '')
    return typeof found === 'string' ? found.trim() : undefined
  }

  boolean(name: string): boolean {
    return this.all(name).some((parameter) => parameter['valueBoolean'] === true)
  }

  resource(name: string): Resource | undefined {
    const found = this.all(name)
      .map((parameter) => parameter['resource'])
      .find(isObject)
    return found && typeof found['resourceType'] === 'string' ? (found as Resource) : undefined
  }

  /** Every parameter of that name, as it came. */
  all(name: string): readonly Record<string, unknown>[] {
    return this.#list.filter((parameter) => parameter['name'] === name)
  }
}

function valueOf(parameter: Record<string, unknown>): unknown {
  const name = Object.keys(parameter).find((key) => key.startsWith('value'))
  const value = name === undefined ? undefined : parameter[name]
  return isObject(value) && typeof value['value'] === 'string' ? value['value'] : value
}
