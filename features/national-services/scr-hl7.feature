@capability:C13 @service:spine @service:spine-scr @interface:scr-hl7 @req:SCR07 @api @serial
Feature: Summary Care Records by HL7 V3 messages
  A system that was live before there was the FHIR API sends its summaries in messages. The Spine says at once that a message has arrived, and
  later, in a message of its own, what became of the summary: until then nobody knows whether it is there.

  Background:
    Given the practice reaches the Summary Care Record by HL7 V3 messages
    And Joan Okafor is registered at the practice

  @req:TIF-SCR-03 @req:SCR02
  Scenario: A patient who is new here gets a summary by message
    When the practice brings Joan's summary up to date
    Then Joan has 1 summary nationally
    And it says that it was made at this practice
    And the practice is told that Joan's summary is up to date

  @req:TIF-SCR-03 @req:SCR02 @hazard:HZ-ALLERGY
  Scenario: An allergy that was recorded is in the next message
    Given the practice has brought Joan's summary up to date
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then Joan has 2 summaries nationally
    And the latest summary of Joan has "Penicillin" under "Allergies and Adverse Reactions"
    And it replaces the one before

  @req:SCR03
  Scenario: Where there is nothing to say, the message says that
    When the practice brings Joan's summary up to date
    Then every core heading is in the latest summary of Joan, and says that there is nothing

  @req:SCR05
  Scenario: Words that look like markup arrive in a message as they were written
    Given Joan has a recorded allergy that reads "Penicillin V & <other> penicillins"
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has "Penicillin V & <other> penicillins" under "Allergies and Adverse Reactions"

  @req:TIF-IG-SHARE-01
  Scenario: The message tells who the patient is by their NHS number alone
    When the practice brings Joan's summary up to date
    Then the summary that was sent names Joan by her NHS number and nothing else about her

  @negative @req:TIF-SCR-02
  Scenario: No message leaves for a patient who wants no summary
    Given Joan has told the practice that she wants no summary
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then nothing about Joan is sent to the Summary Care Record
    And the practice is told that Joan has none

  @negative @req:TIF-SCR-02
  Scenario: No message leaves for a patient who has told somebody else that nobody may have their summary
    Given Joan has since closed her summary nationally
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded
    And the practice is told that Joan has none

  @req:TIF-SCR-03
  Scenario: That a message has arrived is not yet a summary
    Given the Spine does not say yet what became of Joan's summaries
    When the practice brings Joan's summary up to date
    Then the practice is told that the upload waits

  @negative @req:TIF-SCR-03
  Scenario: Nothing else is sent while nobody knows what became of the last one
    Given the Spine does not say yet what became of Joan's summaries
    And the practice has tried to bring Joan's summary up to date
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded
    And the practice is told that the upload waits

  @req:TIF-SCR-03
  Scenario: The Spine says late that it has the summary
    Given the Spine does not say yet what became of Joan's summaries
    And the practice has tried to bring Joan's summary up to date
    When the Spine says what became of Joan's summary
    Then the practice is told that Joan's summary is up to date
    And Joan's summary was sent in one message

  @negative @req:TIF-SCR-03
  Scenario: The Spine says that the summary is wrong
    Given the Spine finds the next summary of Joan wrong
    When the practice brings Joan's summary up to date
    Then Joan has 0 summaries nationally
    And the practice is asked to see to Joan's summary
    And Joan's summary was sent in one message

  @negative @req:TIF-SCR-03
  Scenario: The Spine speaks of another message
    Given the Spine does not say yet what became of Joan's summaries
    And the practice has tried to bring Joan's summary up to date
    When the Spine says of another message than Joan's summary that it was taken
    Then the practice is told that the upload waits

  @negative @req:TIF-SCR-03
  Scenario Outline: What the Spine says is not whole: it <flaw>
    Given the Spine does not say yet what became of Joan's summaries
    And the practice has tried to bring Joan's summary up to date
    When the Spine says that it has Joan's summary, and <flaw>
    Then the practice is told that the upload waits

    Examples:
      | flaw                        |
      | does not say when           |
      | leaves open when            |
      | does not say what succeeded |

  @negative @req:TIF-SCR-03
  Scenario: The Spine never says what became of the summary
    Given the Spine does not say yet what became of Joan's summaries
    And the practice has tried to bring Joan's summary up to date
    And 2 minutes have passed since the attempt
    When the practice brings Joan's summary up to date
    Then the same message is sent again
    And Joan has 1 summary nationally

  @negative @req:TIF-SCR-03
  Scenario: The Spine has the message, and its receipt is lost
    Given the Spine does not say yet what became of Joan's summaries
    And the Spine's acknowledgement of the next message about Joan is lost
    And the practice has tried to bring Joan's summary up to date
    And 2 minutes have passed since the attempt
    When the practice brings Joan's summary up to date
    Then the same message is sent again
    And Joan has 1 summary nationally

  @negative @req:TIF-SCR-03
  Scenario Outline: The message does not get through: the Spine <is in trouble>
    Given the Spine <is in trouble> when it next gets a message about Joan
    When the practice brings Joan's summary up to date
    Then Joan has 0 summaries nationally
    And the practice is told that the upload waits

    Examples:
      | is in trouble              |
      | is out of service          |
      | answers with rubbish       |
      | drops the connection       |
      | has failed inside          |

  @negative @req:TIF-SCR-03
  Scenario: A message that the Spine refuses is not sent again
    Given the Spine refuses the next message about Joan
    When the practice brings Joan's summary up to date
    Then the practice is asked to see to Joan's summary
    And the Spine has been asked once

  @req:TIF-SCR-02
  Scenario: The Spine is told that a patient wants no summary, by whoever they told
    When the receptionist writes down that Joan wants no summary
    Then it is saved
    And nobody may see Joan's summary nationally
    And the Spine was told in the name of the receptionist

  @req:TIF-SCR-02
  Scenario: The Spine is told that a patient has changed their mind
    Given Joan has told the practice that she wants no summary
    When the receptionist writes down that Joan wants a summary
    Then it is saved
    And whoever wants to see Joan's summary nationally has to ask her
    And a summary of Joan can be uploaded again

  @negative @req:TIF-SCR-02 @req:TIF-CS-11
  Scenario Outline: The Spine cannot be told of a wish: it <is in trouble>
    Given the Spine <is in trouble> when it is next told of Joan's wish
    When the receptionist writes down that Joan wants no summary
    Then the user is told that the wish is kept and was not sent
    And the practice is asked to see to Joan's wish
    And no summary of Joan is uploaded from here

    Examples:
      | is in trouble        |
      | is out of service    |
      | answers with rubbish |

  @req:SCR04 @hazard:HZ-ALLERGY
  Scenario: A summary is read over the Spine with the patient's permission
    Given another practice has uploaded a summary of Joan with "Ibuprofen"
    When the GP looks at Joan's summary with her permission
    Then the GP sees "Ibuprofen" in it
    And the GP sees who made it and where

  @negative @req:SCR04
  Scenario: Nothing is asked of the Spine before the patient was asked
    Given another practice has uploaded a summary of Joan with "Ibuprofen"
    When the GP looks at Joan's summary
    Then the user is asked whether the patient has given permission
    And nothing about Joan is sent to the Summary Care Record

  @negative @req:SCR04
  Scenario: The Spine has no summary
    When the GP looks at Joan's summary with her permission
    Then the GP sees that there is none

  @negative @req:SCR04 @req:TIF-SCR-02
  Scenario: The Spine shows nobody the summary
    Given another practice has uploaded a summary of Joan with "Ibuprofen"
    And Joan has since closed her summary nationally
    When the GP looks at Joan's summary with her permission
    Then the user is told that the patient does not allow it

  @negative @req:SCR04 @req:TIF-CS-11
  Scenario Outline: The summary cannot be read: the Spine <is in trouble>
    Given another practice has uploaded a summary of Joan with "Ibuprofen"
    And the Spine <is in trouble> whenever it is asked about Joan's summary
    When the GP looks at Joan's summary with her permission
    Then the user is told that the Summary Care Record is in trouble

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | drops the connection                   |
