@capability:C15 @service:yellow-card @req:EYCR-001 @req:E00137 @api
Feature: Reporting a suspected adverse reaction to a medicine
  A reaction that may come from a medicine is told to the regulator from the record, in a minute and not on a form that nobody finds. The
  regulator learns what happened and whom to ask, and not who the patient is.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP has signed and sent amoxicillin for Joan

  Scenario: The card is filled in from the record
    Given Joan has a recorded allergy to codeine
    When the GP opens a yellow card for Joan
    Then the card knows Joan's initials, sex and age, amoxicillin and the allergy to codeine

  Scenario: A medicine that was never prescribed is not on the card
    Given the GP has drafted furosemide for Joan
    When the GP opens a yellow card for Joan
    Then the card names amoxicillin only

  Scenario: A reaction is reported
    When the GP reports a rash of Joan's after amoxicillin
    Then the regulator has one report of the rash, with amoxicillin as the suspect
    And the card is shown as sent, with the regulator's number

  Scenario: The regulator learns whom to ask
    When the GP reports a rash of Joan's after amoxicillin
    Then the report names the GP as a physician at this practice

  @req:TIF-IG-SHARE-01
  Scenario: The regulator does not learn who the patient is
    When the GP reports a rash of Joan's after amoxicillin
    Then the report says of Joan her initials, sex and age, and nothing else

  Scenario: What else was taken is on the report, and not suspected
    Given the GP has signed and sent furosemide for Joan
    When the GP reports a rash of Joan's after amoxicillin
    Then the report names furosemide as taken beside

  Scenario: Nobody knows yet what became of it
    When the GP reports a rash of Joan's after amoxicillin, of which nobody knows what became
    Then the report says that the outcome is unknown

  @negative
  Scenario: Without a suspected medicine there is no report
    When the GP reports a rash of Joan's without a suspected medicine
    Then the user is told that a suspected medicine is needed
    And the regulator has no report of the rash

  @negative
  Scenario: The reaction began before the medicine was given
    When the GP reports a rash of Joan's after amoxicillin that began last week
    Then the user is told that the reaction began before the medicine
    And the regulator has no report of the rash

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not report reactions
    When the receptionist reports a rash of Joan's after amoxicillin
    Then the user is told that their role does not allow it
    And the regulator has no report of the rash

  @negative @req:TIF-CS-11
  Scenario: The regulator does not accept the report
    Given the regulator will not accept Joan's next report, because the medicine is not known
    When the GP reports a rash of Joan's after amoxicillin
    Then the card is shown as not accepted, because the medicine is not known
    And the practice is asked to see to Joan's yellow card

  @negative @req:TIF-CS-11
  Scenario Outline: The report does not get through: the regulator's service <is in trouble>
    Given the Yellow Card service <is in trouble> when a report about Joan is next sent
    When the GP reports a rash of Joan's after amoxicillin
    Then the card is shown as not sent
    And the practice is asked to see to Joan's yellow card

    Examples:
      | is in trouble                          |
      | is out of service                      |
      | answers with an error page             |
      | breaks off in the middle of its answer |

  @negative @req:TIF-CS-11
  Scenario: The report is sent again later
    Given the Yellow Card service is out of service when a report about Joan is next sent
    And the GP has reported a rash of Joan's after amoxicillin
    When the GP sends the card again
    Then the regulator has one report of the rash, with amoxicillin as the suspect
    And the card is shown as sent, with the regulator's number

  @negative @req:TIF-CS-11
  Scenario: The regulator has the report, and nobody heard of it
    Given the Yellow Card service takes the next report about Joan and then drops the connection
    And the GP has reported a rash of Joan's after amoxicillin
    When the GP sends the card again
    Then the regulator has one report of the rash, with amoxicillin as the suspect
    And the card is shown as sent, with the regulator's number
