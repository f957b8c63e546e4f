@capability:C13 @service:scr @interface:scr-fhir @req:SCR04 @api
Feature: Viewing a Summary Care Record
  A clinician who treats somebody away from home looks at their summary: with their permission, or without where it has to be, and then
  the Privacy Officer hears of it.

  Background:
    Given Mary Hill is known nationally
    And Mary is here as a temporary resident
    And another practice has uploaded a summary of Mary with "Ibuprofen"

  @req:TIF-SCR-01 @hazard:HZ-ALLERGY
  Scenario: The patient has given permission
    When the GP looks at Mary's summary with her permission
    Then the GP sees "Ibuprofen" in it
    And the GP sees who made it and where
    And nobody alerts the Privacy Officer

  @req:TIF-SCR-01 @negative
  Scenario: Nobody has asked the patient yet
    When the GP looks at Mary's summary
    Then the user is asked whether the patient has given permission
    And nothing about Mary is sent to the Summary Care Record

  @req:TIF-SCR-01
  Scenario Outline: Without permission: <ground>
    When the GP looks at Mary's summary <ground>, because "Found unconscious, no history"
    Then the GP sees "Ibuprofen" in it
    And the Privacy Officer is told once that the GP looked without permission, <ground>

    Examples:
      | ground                 |
      | in an emergency        |
      | in the public interest |
      | as a statute requires  |
      | as a court has ordered |

  @req:TIF-SCR-01 @negative
  Scenario: Without permission and without a reason
    When the GP looks at Mary's summary in an emergency, without saying why
    Then the user is asked for the reason
    And nothing about Mary is sent to the Summary Care Record

  @req:TIF-SCR-01
  Scenario: Somebody who is not in the practice's care any more, with permission
    Given Mary has left the practice
    When the GP looks at Mary's summary with her permission
    Then the GP sees "Ibuprofen" in it
    And the Privacy Officer is told once that the GP claimed a relationship, with permission

  @req:TIF-SCR-01
  Scenario: Somebody who is not in the practice's care any more, in an emergency
    Given Mary has left the practice
    When the GP looks at Mary's summary in an emergency, because "Collapsed at reception"
    Then the Privacy Officer is told once that the GP looked without permission, in an emergency
    And the Privacy Officer is told once that the GP claimed a relationship, in an emergency

  @negative @req:TIF-SCR-01 @req:TIF-CS-11
  Scenario Outline: The alert does not get through: the Summary Care Record <is in trouble>
    Given the Summary Care Record <is in trouble> when an alert about Mary is next raised
    When the GP looks at Mary's summary in an emergency, because "Found unconscious"
    Then the GP sees "Ibuprofen" in it
    And the practice is asked to see to the alert about Mary

    Examples:
      | is in trouble              |
      | is out of service          |
      | drops the connection       |
      | answers with an error page |

  @req:TIF-SCR-01
  Scenario: An alert that did not get through goes out with the next look
    Given the Summary Care Record is out of service when an alert about Mary is next raised
    And the GP has looked at Mary's summary in an emergency, because "Found unconscious"
    When the GP looks at Mary's summary with her permission
    Then the Privacy Officer is told once that the GP looked without permission, in an emergency

  @req:TIF-SCR-05
  Scenario: The national service knows who looks
    When the practice nurse looks at Mary's summary with her permission
    Then the Summary Care Record was called in the name of the practice nurse

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not get to see a summary
    When the receptionist looks at Mary's summary with her permission
    Then the user is told that their role does not allow it
    And nothing about Mary is sent to the Summary Care Record

  @req:TIF-IG-AUD-03
  Scenario: Who looked can be found out
    When the GP looks at Mary's summary with her permission
    Then the audit trail says that the GP saw Mary's summary

  Scenario: What was read before is read anew
    Given the GP has looked at Mary's summary with her permission
    And another practice has uploaded a summary of Mary with "Codeine"
    When the GP looks at Mary's summary with her permission
    Then the GP sees "Codeine" in it

  @negative
  Scenario: There is no summary
    Given Joan Okafor is registered at the practice
    When the GP looks at Joan's summary with her permission
    Then the GP sees that there is none

  @negative @req:TIF-SCR-02
  Scenario: The patient lets nobody see it
    Given Mary has since closed her summary nationally
    When the GP looks at Mary's summary with her permission
    Then the user is told that the patient does not allow it

  @negative @req:TIF-CS-11
  Scenario Outline: The summary cannot be read: the Summary Care Record <is in trouble>
    Given the Summary Care Record <is in trouble> whenever Mary's summary is read
    When the GP looks at Mary's summary with her permission
    Then the user is told that the Summary Care Record is in trouble

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @negative @req:TIF-CS-11
  Scenario: Who is not found for want of an answer is not told as somebody without a summary
    Given the Summary Care Record answers with an error page whenever Mary's summary is looked for
    When the GP looks at Mary's summary with her permission
    Then the user is told that the Summary Care Record is in trouble
