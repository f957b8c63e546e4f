/** From whom an entry is kept, as FHIR has it in `meta`; nothing where it is kept from nobody. */
export function securityOf({ confidential, notForPatient }: { confidential?: true; notForPatient?: true }): object {
  const security = [
    ...(confidential ? [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] : []),
    ...(notForPatient ? [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' }] : []),
  ]
  return security.length > 0 ? { meta: { security } } : {}
}
