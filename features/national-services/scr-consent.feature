@capability:C13 @service:scr @interface:scr-fhir @req:TIF-SCR-02 @api
Feature: What a patient says about their Summary Care Record
  A patient may want no summary, and may change their mind. What they say counts at the practice at once, and nationally as soon as the
  national service can be told.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  Scenario: A patient wants no summary
    When the receptionist writes down that Joan wants no summary
    Then it is saved
    And nobody may see Joan's summary nationally

  Scenario: A patient changes their mind
    Given Joan has told the practice that she wants no summary
    When the receptionist writes down that Joan wants a summary
    Then it is saved
    And whoever wants to see Joan's summary nationally has to ask her
    And a summary of Joan can be uploaded again

  @req:TIF-SCR-05
  Scenario: Spine is told by whoever the patient told
    When the receptionist writes down that Joan wants no summary
    Then the Summary Care Record was called in the name of the receptionist

  @req:TIF-IG-AUD-03
  Scenario: Who wrote it down can be found out
    When the receptionist writes down that Joan wants no summary
    Then the audit trail says that the receptionist wrote down Joan's wish

  @negative @req:TIF-IG-RBAC-01
  Scenario: Somebody whose role does not let them
    When the privacy officer writes down that Joan wants no summary
    Then the user is told that their role does not allow it
    And nothing about Joan is sent to the Summary Care Record

  @negative @req:TIF-CS-11
  Scenario Outline: Spine cannot be told: it <is in trouble>
    Given the Summary Care Record <is in trouble> when it is next told of Joan's wish
    When the receptionist writes down that Joan wants no summary
    Then the user is told that the wish is kept and was not sent
    And the practice is asked to see to Joan's wish
    And no summary of Joan is uploaded from here

    Examples:
      | is in trouble               |
      | is out of service           |
      | fails without a word        |
      | answers with an error page  |
      | drops the connection        |
