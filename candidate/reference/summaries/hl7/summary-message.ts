import { randomUUID } from 'node:crypto'
import { behaviour } from '../../behaviour.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { markup, type Markup } from '../../spine/markup.ts'
import type { Work } from '../../work.ts'
import { escaped, heading, sectionsToShow, table } from '../presentation.ts'
import type { Section } from '../summary-content.ts'
import { OID, UPDATE } from './codes.ts'
import { hl7Time, systemAuthor, type Sending } from '../../spine/transmission.ts'
import { interaction, personAuthor } from './interaction.ts'

/** The text of a summary, as one document. Source: GP Summary, XHTML specification. */
const presentation = (work: Work, sections: readonly Section[]): Markup => ({
  xml: `<html xmlns="xhtml:NPfIT:PresentationText"><body><h2 id="Title">General Practice Summary</h2>${heading(work)}${sectionsToShow(sections)
    .map((section) => `<h2 id="${section.code}">${escaped(section.title)}</h2>${table(section)}`)
    .join('')}</body></html>`,
})

const template = (part: string): Markup => markup`<templateId root="${OID.template}" extension="CSAB_RM-NPfITUK10.${part}"/>`
const careDocuments = (): Markup => markup`<code code="163171000000105" codeSystem="${OID.snomed}" displayName="Care Professional Documentation"/>`

/** The summary that a new one replaces, as a message names it. */
export const replacementOf = behaviour('summaries.replacementOf', (replaces: string | undefined): Markup | undefined =>
  replaces === undefined ? undefined : markup`<replacementOf typeCode="RPLC"><priorMessageRef classCode="COMPOSITION" moodCode="EVN"><id root="${replaces}"/></priorMessageRef></replacementOf>`,
)

/** The patient, by NHS number and nothing else. */
export const recordTarget = behaviour('summaries.recordTarget', ({ nhsNumber }: RegisteredPatient): Markup =>
  markup`<recordTarget typeCode="RCT"><patient classCode="PAT"><id root="${OID.nhsNumber}" extension="${nhsNumber}"/></patient></recordTarget>`,
)

/** REPC_IN150016UK05: a summary. Source: published updates of the message handling adaptor. */
export function summaryMessage(work: Work, patient: RegisteredPatient, sections: readonly Section[], { id, replaces }: { id: string; replaces?: string }, saying: Sending): string {
  const { session, role } = work
  const at = hl7Time(saying.now)
  const summary = markup`<GPSummary classCode="COMPOSITION" moodCode="EVN">
    <id root="${id}"/>
    <code code="196981000000101" codeSystem="${OID.snomed}" displayName="General Practice Summary"/>
    <effectiveTime value="${at}"/>
    <statusCode code="active"/>
    <author typeCode="AUT" contextControlCode="OP"><time value="${at}"/><UKCT_MT160018UK01.AgentPersonSDS classCode="AGNT"><id root="${OID.roleProfile}" extension="${role.id}"/><agentPersonSDS classCode="PSN" determinerCode="INSTANCE"><id root="${OID.user}" extension="${session.user.id}"/><name>${session.user.name}</name></agentPersonSDS></UKCT_MT160018UK01.AgentPersonSDS></author>
    <excerptFrom typeCode="XCRPT" inversionInd="false" contextConductionInd="true" negationInd="false"><templateId root="${OID.template}" extension="CSAT_RM-NPfITUK10.excerptFrom"/><seperatableInd value="false"/><UKCT_MT144051UK01.CareProfessionalDocumentationCRE classCode="CATEGORY" moodCode="EVN">${careDocuments()}<component typeCode="COMP" inversionInd="false" negationInd="false">${template('component')}<seperatableInd value="false"/><presentationText classCode="OBS" moodCode="EVN">
      <value mediaType="text/plain">${presentation(work, sections)}</value>
      <id root="${randomUUID().toUpperCase()}"/><code code="PresentationText" codeSystem="${OID.presentation}" displayName="Presentation Text"/><statusCode code="completed"/><effectiveTime value="${at}"/>
    </presentationText></component></UKCT_MT144051UK01.CareProfessionalDocumentationCRE></excerptFrom>
    <pertinentInformation1 typeCode="PERT" inversionInd="false" contextConductionInd="true" negationInd="false">${template('pertinentInformation1')}<seperatableInd value="true"/><pertinentRootCREType classCode="CATEGORY" moodCode="EVN">${careDocuments()}</pertinentRootCREType></pertinentInformation1>
    ${recordTarget(patient)}
    ${replacementOf(replaces)}
  </GPSummary>`
  const act = markup`${systemAuthor(saying.from)}${personAuthor(work)}<subject typeCode="SUBJ" contextConductionInd="false">${summary}</subject>`
  return interaction(UPDATE, saying, { act, classCode: 'ALRT' }).xml
}
