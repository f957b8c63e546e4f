@capability:C9 @service:nhs-111 @req:111-01 @api
Feature: Reports of NHS 111
  When a patient has called 111, their practice gets the report: as a copy, or because they were sent to the practice. It is filed and put
  before a clinician, once, and whoever sent it is told whether it was taken.

  Background:
    Given Joan Okafor is registered at the practice

  @req:111-02 @req:111-04
  Scenario: A copy of the report
    When NHS 111 sends a copy of the report of Joan's call
    Then NHS 111 is told that the report was taken
    And the document is in Joan's record once, as it was sent, to be reviewed
    And the clinician is told that it is for information

  @req:111-04 @hazard:HZ-DELAYED-CARE
  Scenario: The patient was sent to the practice
    When NHS 111 sends the report of Joan's call because it has sent her to the practice
    Then NHS 111 is told that the report was taken
    And the clinician is told that it is for action

  @negative @req:111-02
  Scenario Outline: A message with <flaw>
    When NHS 111 sends a copy of the report of Joan's call with <flaw>
    Then NHS 111 is told what is wrong with the message
    And the document is not in Joan's record

    Examples:
      | flaw                                              |
      | an action that is not the service of its header   |
      | another number of manifest items than it says     |
      | another number of payloads than of manifest items |
      | a payload that the manifest does not name         |
      | a document type that names a file of ours         |

  @negative @req:111-04
  Scenario: A report for another practice
    When NHS 111 sends a copy of the report of Joan's call to another practice's address
    Then NHS 111 is told that the report was not taken
    And the document is not in Joan's record

  @negative @req:111-02
  Scenario: The same report twice
    Given NHS 111 has sent a copy of the report of Joan's call
    When NHS 111 sends the same message again
    Then NHS 111 is told that the report was taken
    And the document is in Joan's record once, as it was sent

  @req:111-04
  Scenario: A corrected report
    Given NHS 111 has sent a copy of the report of Joan's call
    When NHS 111 sends a later version of it
    Then the document is in Joan's record once, as it was sent, to be reviewed
    And the document that was there is shown as replaced

  @negative @req:111-04 @hazard:HZ-LOST-UPDATE
  Scenario: An earlier version comes late
    Given NHS 111 has sent a copy of the report of Joan's call
    When NHS 111 sends an earlier version of it
    Then NHS 111 is told that the report was taken
    And Joan's document is as it was

  @negative @req:111-04 @hazard:HZ-WRONG-PATIENT
  Scenario: The NHS number is one patient's and the surname another's
    When NHS 111 sends a copy of the report of a call with Joan's NHS number and another surname
    Then the document is not in Joan's record
    And the document waits for somebody to find out whose it is

  @negative @req:111-02
  Scenario: Somebody whom nobody knows sends a report
    When somebody without a certificate sends a report of Joan's call in the name of NHS 111
    Then the caller is turned away
    And the document is not in Joan's record
