import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'

const compiled = new Map<string, ValidateFunction>()

/** The validator of `config/schemas/<name>.schema.json`, compiled on first use. It reports every error, not the first. */
export function compiledSchema(name: string): ValidateFunction {
  const known = compiled.get(name)
  if (known) return known
  const text = readFileSync(new URL(`schemas/${name}.schema.json`, import.meta.url), 'utf8')
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(text) as object)
  compiled.set(name, validate)
  return validate
}
