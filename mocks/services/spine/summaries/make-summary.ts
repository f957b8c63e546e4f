import type { Random } from '../../../kit/random.ts'
import { hl7Time } from '../transmission.ts'
import { markup, type Markup } from '../markup.ts'
import { HL7, OID, PRESENTATION } from './codes.ts'

/** A summary in few words, as another practice would have made it. */
export interface SummaryDescription {
  nhsNumber: string
  id?: string
  replaces?: string
  /** Name of the practice, and who made it there. */
  practice?: string
  author?: { id: string; name: string; roleId: string }
  /** What stands under a heading, one line each, by the id of the heading; a core heading without lines says that there is nothing. */
  lines?: Record<string, string[]>
}

const CORE: Record<string, string> = {
  AllergiesHeader: 'Allergies and Adverse Reactions',
  AcuteMedsHeader: 'Acute Medications',
  RepeatMedsHeader: 'Current Repeat Medications',
  DiscRepeatMedsHeader: 'Discontinued Repeat Medications',
}

/** GPSummary of a described summary. */
export function makeSummary({ nhsNumber, id, replaces, practice = 'Ashdown Medical Centre', author, lines = {} }: SummaryDescription & { id: string }, { random, now }: { random: Random; now: number }): string {
  const by = author ?? { id: '555254239915', name: 'Dr Sam Elsewhere', roleId: '555254240916' }
  const heading = (code: string): Markup => {
    const rows = lines[code] ?? ['No relevant information available for this category.']
    return markup`<h2 id="${code}">${CORE[code] ?? code}</h2><table id="${code.replace('Header', '')}"><tbody>${rows.map((row) => markup`<tr><td>${row}</td></tr>`)}</tbody></table>`
  }
  const careDocuments = markup`<code code="163171000000105" codeSystem="${OID.snomed}" displayName="Care Professional Documentation"/>`
  const template = (part: string) => markup`<templateId root="2.16.840.1.113883.2.1.3.2.4.18.2" extension="CSAB_RM-NPfITUK10.${part}"/>`
  return markup`<GPSummary xmlns="${HL7}" classCode="COMPOSITION" moodCode="EVN">
    <id root="${id}"/>
    <code code="196981000000101" codeSystem="${OID.snomed}" displayName="General Practice Summary"/>
    <effectiveTime value="${hl7Time(now)}"/>
    <statusCode code="active"/>
    <author typeCode="AUT" contextControlCode="OP"><time value="${hl7Time(now)}"/><UKCT_MT160018UK01.AgentPersonSDS classCode="AGNT"><id root="${OID.roleProfile}" extension="${by.roleId}"/><agentPersonSDS classCode="PSN" determinerCode="INSTANCE"><id root="${OID.user}" extension="${by.id}"/><name>${by.name}</name></agentPersonSDS></UKCT_MT160018UK01.AgentPersonSDS></author>
    <excerptFrom typeCode="XCRPT" inversionInd="false" contextConductionInd="true" negationInd="false">${template('excerptFrom')}<seperatableInd value="false"/><UKCT_MT144051UK01.CareProfessionalDocumentationCRE classCode="CATEGORY" moodCode="EVN">${careDocuments}<component typeCode="COMP" inversionInd="false" negationInd="false">${template('component')}<seperatableInd value="false"/><presentationText classCode="OBS" moodCode="EVN">
      <value mediaType="text/plain"><html xmlns="${PRESENTATION}"><body><h2 id="Title">General Practice Summary</h2><p id="Author">Created by: ${by.name}</p><p id="Practice">${practice}</p>${[...new Set([...Object.keys(CORE), ...Object.keys(lines)])].map(heading)}</body></html></value>
      <id root="${random.uuid().toUpperCase()}"/><code code="PresentationText" codeSystem="2.16.840.1.113883.2.1.3.2.4.17.126" displayName="Presentation Text"/><statusCode code="completed"/><effectiveTime value="${hl7Time(now)}"/>
    </presentationText></component></UKCT_MT144051UK01.CareProfessionalDocumentationCRE></excerptFrom>
    <pertinentInformation1 typeCode="PERT" inversionInd="false" contextConductionInd="true" negationInd="false">${template('pertinentInformation1')}<seperatableInd value="true"/><pertinentRootCREType classCode="CATEGORY" moodCode="EVN">${careDocuments}</pertinentRootCREType></pertinentInformation1>
    <recordTarget typeCode="RCT"><patient classCode="PAT"><id root="${OID.nhsNumber}" extension="${nhsNumber}"/></patient></recordTarget>
    ${replaces !== undefined && markup`<replacementOf typeCode="RPLC"><priorMessageRef classCode="COMPOSITION" moodCode="EVN"><id root="${replaces}"/></priorMessageRef></replacementOf>`}
  </GPSummary>`.xml
}
