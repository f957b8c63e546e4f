@capability:C9 @service:mesh @req:GPCSD01 @api
Feature: Documents that other organisations send
  Hospitals and other practices send documents about our patients over the message exchange. Each ends up in the record of the right
  patient, once, as it was sent, and a clinician is asked to look at it. MESH lets go of a message only once it is safe here.

  Background:
    Given Joan Okafor is registered at the practice

  @req:GPCM-C-1 @req:TIF-GFR-01
  Scenario: A consultation report from another practice
    Given Ashdown has sent a consultation report about Joan
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent, to be reviewed
    And a clinician is asked to review it
    And MESH is told that the message is in safe hands

  @req:TIF-TOC-01
  Scenario Outline: A document from the hospital: <letter>
    Given Vale Hospital has sent a <letter> about Joan
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent, to be reviewed
    And a clinician is asked to review it

    Examples:
      | letter                 |
      | discharge summary      |
      | emergency care summary |
      | outpatient letter      |

  @req:TIF-TOC-01
  Scenario: A document with a file beside its words
    Given Vale Hospital has sent a discharge summary about Joan with a file attached
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent

  @req:GPCM-C-2
  Scenario: A document that comes in the other form of FHIR
    Given Vale Hospital has sent a discharge summary about Joan as JSON
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent
    And Vale Hospital is told that it came through, and that she is a patient here

  @req:TIF-MESH-02
  Scenario: A large document comes in parts
    Given Ashdown has sent a consultation report about Joan in 3 parts
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent
    And MESH is told that the message is in safe hands

  @negative @req:TIF-MESH-02
  Scenario: A letter of the alphabet begins in one part and ends in the next
    Given Vale Hospital has sent a discharge summary about Joan in parts that break within a letter of the alphabet
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent

  @req:FHIR-RR-03
  Scenario: A document that nobody has to act on
    Given Ashdown has sent a consultation report about Joan for information
    When the system collects its messages
    Then a clinician is asked to review it
    And the clinician is told that it is for information

  Scenario: A document that somebody has to act on
    Given Ashdown has sent a consultation report about Joan
    When the system collects its messages
    Then the clinician is told that it is for action

  @req:TIF-GFR-01
  Scenario: A clinician reviews the document
    Given Ashdown has sent a consultation report about Joan
    And the system has collected its messages
    When the GP says that the document has been reviewed
    Then the document has been reviewed
    And the document is in Joan's record once, as it was sent, reviewed
    And nobody is asked any more to review it
    And the audit trail says that the GP reviewed Joan's document

  @negative @req:TIF-IG-RBAC-01
  Scenario: Who is no clinician does not review documents
    Given Ashdown has sent a consultation report about Joan
    And the system has collected its messages
    When the medical secretary says that the document has been reviewed
    Then the user is told that documents are not for them
    And the document is in Joan's record once, as it was sent, to be reviewed

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not read clinical documents
    Given Ashdown has sent a consultation report about Joan
    And the system has collected its messages
    When the receptionist looks at Joan's documents
    Then the user is told that documents are not for them

  @req:TIF-GFR-01
  Scenario: It can be told later where a document came from
    Given Vale Hospital has sent a discharge summary about Joan
    When the system collects its messages
    Then the audit trail says that Joan's document came from Vale Hospital

  @req:GPCM-C-2
  Scenario: A corrected document takes the place of the first
    Given Ashdown has sent a consultation report about Joan
    And the system has collected its messages
    And Ashdown has sent a corrected consultation report in its place
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent, to be reviewed
    And the document that was there is shown as replaced
