@capability:C13 @service:scr @interface:scr-fhir @req:TIF-SCR-03 @negative @api
Feature: Uploading a summary while the Summary Care Record is in trouble
  An upload that does not get through is tried again after longer and longer waits, as it was, so that Spine has it once; and in the end
  somebody at the practice hears of it.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario Outline: The upload does not get through: the Summary Care Record <is in trouble>
    Given the Summary Care Record <is in trouble> when Joan's summary is next uploaded
    When the practice brings Joan's summary up to date
    Then Joan has 0 summaries nationally
    And the practice is told that the upload waits

    Examples:
      | is in trouble              |
      | is out of service          |
      | fails without a word       |
      | answers with an error page |
      | drops the connection       |

  Scenario: It is not tried again before its time
    Given the Summary Care Record is out of service when Joan's summary is next uploaded
    And the practice has tried to bring Joan's summary up to date
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded

  @serial
  Scenario: It is tried again after a minute
    Given the Summary Care Record is out of service when Joan's summary is next uploaded
    And the practice has tried to bring Joan's summary up to date
    And 2 minutes have passed since the attempt
    When the practice brings Joan's summary up to date
    Then Joan has 1 summary nationally

  @serial
  Scenario Outline: Spine has taken it, and then <is in trouble>
    Given the Summary Care Record takes the next upload for Joan and then <is in trouble>
    And the practice has tried to bring Joan's summary up to date
    And 2 minutes have passed since the attempt
    When the practice brings Joan's summary up to date
    Then Joan has 1 summary nationally
    And the same upload was sent each time, under the same number

    Examples:
      | is in trouble           |
      | does not finish in time |
      | drops the connection    |
      | fails without a word    |

  @serial
  Scenario: What has changed meanwhile follows
    Given the Summary Care Record takes the next upload for Joan and then does not finish in time
    And the practice has tried to bring Joan's summary up to date
    And Joan has a recorded allergy to penicillins
    And 2 minutes have passed since the attempt
    When the practice brings Joan's summary up to date
    Then Joan has 2 summaries nationally
    And the latest summary of Joan has "Penicillin" under "Allergies and Adverse Reactions"

  @serial
  Scenario: The waits get longer, and in the end somebody is told
    Given the Summary Care Record is out of service whenever Joan's summary is uploaded
    When the practice tries to bring Joan's summary up to date for three days
    Then it was tried 8 times, with the waits that the Summary Care Record asks for
    And the practice is asked to see to Joan's summary

  Scenario: An upload that Spine finds wrong is not tried again and again
    Given the Summary Care Record finds the next upload for Joan wrong
    When the practice brings Joan's summary up to date
    Then the practice is asked to see to Joan's summary
    And it was uploaded once

  @req:TIF-SCR-04 @waits
  Scenario: The Summary Care Record is asked too often
    Given the Summary Care Record asks for a moment when Joan's summary is next uploaded
    When the practice brings Joan's summary up to date
    Then the Summary Care Record was left alone for as long as it had asked
    And Joan has 1 summary nationally

  Scenario: Leave to upload was withdrawn early
    Given the platform withdraws the system's leave when Joan's summary is next uploaded
    When the practice brings Joan's summary up to date
    Then Joan has 1 summary nationally
    And the summary was sent once more with new leave
