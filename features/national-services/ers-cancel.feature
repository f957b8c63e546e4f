@capability:C11 @service:ers @req:E00150 @api
Feature: Cancelling a referral
  To cancel is final: no care follows from the referral any more. It takes a reason, and is done when e-RS has done it, not before.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP has referred Joan routinely to the skin clinic

  @req:ERS01
  Scenario: A referral is cancelled
    When the GP cancels the referral, because it was made by mistake
    Then e-RS has cancelled the referral for that reason
    And the referral is shown as cancelled, for that reason

  Scenario: The reasons to choose from are those a referrer may give
    When the GP asks which reasons there are
    Then they are those that a referring clinician may give

  @negative
  Scenario: No reason is given
    When the GP cancels the referral without a reason
    Then the user is told to give a reason
    And e-RS keeps the referral open

  @negative
  Scenario: A reason that needs a comment
    When the GP cancels the referral, because of something else that they do not explain
    Then the user is told to explain the reason
    And e-RS keeps the referral open

  @negative @req:TIF-CS-12 @hazard:HZ-LOST-UPDATE
  Scenario: The patient has booked meanwhile
    Given the patient has booked at the skin clinic
    When the GP cancels the referral, because it was made by mistake
    Then the user is told that it has changed in e-RS meanwhile
    And e-RS keeps the referral open

  @negative
  Scenario Outline: e-RS <is in trouble> and does not cancel the referral
    Given e-RS <is in trouble> when Joan's referral is next cancelled
    When the GP cancels the referral, because it was made by mistake
    Then the user is told that the referral was not cancelled, or that nobody knows
    And e-RS keeps the referral open
    And the practice shows the referral as open

    Examples:
      | is in trouble              |
      | is out of service          |
      | answers with an error page |
      | drops the connection       |

  @negative
  Scenario: Somebody else is working on the referral while it is to be cancelled
    Given somebody else is working on the referral in e-RS
    When the GP cancels the referral, because it was made by mistake
    Then the user is told that somebody else is working on it
    And the practice shows the referral as open

  @negative
  Scenario Outline: e-RS cancels the referral, and then <is in trouble>
    Given e-RS cancels Joan's referral and then <is in trouble>
    When the GP cancels the referral, because it was made by mistake
    Then the referral is shown as cancelled, for that reason

    Examples:
      | is in trouble        |
      | drops the connection |
      | answers with rubbish |
