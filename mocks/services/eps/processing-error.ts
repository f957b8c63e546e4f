/** Codes the API gives to a message that it cannot turn into HL7 V3. */
export type ProcessingCode = 'INVALID_VALUE' | 'TOO_FEW_VALUES_SUBMITTED' | 'TOO_MANY_VALUES_SUBMITTED'

/**
 * A FHIR message that passed validation but cannot be turned into HL7 V3. The service answers 400 with one fatal issue.
 * Not an `Error`: nothing is broken here, the message is.
 */
export class ProcessingError {
  readonly code: ProcessingCode
  readonly text: string
  /** Where in the message, as the service tells it; often no exact FHIRPath. */
  readonly path: string | undefined

  constructor(code: ProcessingCode, text: string, path?: string) {
    this.code = code
    this.text = text
    this.path = path
  }
}
