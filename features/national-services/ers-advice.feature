@capability:C11 @service:ers @req:TIF-ERS-04 @api
Feature: Asking a specialist for advice
  A question to a specialist may spare the patient the way to the hospital. The answer comes back through e-RS, and the specialist may
  make a referral of the question if the clinician allowed it.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A question is asked
    When the GP asks the heart advice line about Joan
    Then e-RS has the question about Joan, by the GP, as it was written
    And the question is shown as waiting for an answer

  Scenario: The specialist answers
    Given the GP has asked the heart advice line about Joan
    And the specialist has answered "Start bisoprolol 1.25 mg and repeat the echo."
    When the GP opens the question as e-RS has it
    Then the answer "Start bisoprolol 1.25 mg and repeat the echo." is shown
    And the question is shown as answered

  @hazard:HZ-DELAYED-CARE
  Scenario: An answer does not wait until somebody thinks of it
    Given the GP has asked the heart advice line about Joan
    And the specialist has answered "Refer her urgently."
    When the medical secretary reads which questions have been answered
    Then the question about Joan is among them

  @negative
  Scenario: A question that has not been answered is not among them
    Given the GP has asked the heart advice line about Joan
    When the medical secretary reads which questions have been answered
    Then the question about Joan is not among them

  Scenario: The conversation is closed
    Given the GP has asked the heart advice line about Joan
    And the specialist has answered "No referral needed."
    And the conversation was closed in the e-RS web application
    When the GP opens the question as e-RS has it
    Then the question is shown as closed

  @hazard:HZ-DELAYED-CARE
  Scenario: The specialist makes a referral of the question
    Given the GP has asked the heart advice line about Joan
    And the specialist has made a referral of it
    When the GP opens the question as e-RS has it
    Then the referral is in Joan's record under the same booking reference

  @negative
  Scenario: It has to be said whether the specialist may make a referral of it
    When the GP asks the heart advice line about Joan without saying whether it may become a referral
    Then the user is told to say whether it may become a referral
    And nothing is asked in e-RS about Joan

  Scenario: The specialist is not to make a referral of it
    When the GP asks the heart advice line about Joan, and does not want it to become a referral
    Then e-RS has the question about Joan, by the GP, as it was written

  Scenario: A secretary asks for a clinician
    When the medical secretary asks the heart advice line about Joan for the second GP
    Then e-RS has the question about Joan, by the second GP, as it was written

  @negative @req:TIF-CS-11
  Scenario Outline: e-RS <is in trouble> when a question is asked
    Given e-RS takes the next question about Joan and then <is in trouble>
    When the GP asks the heart advice line about Joan
    Then the user is told that nobody knows whether the question was sent
    And a task reminds the practice of the question

    Examples:
      | is in trouble        |
      | drops the connection |
      | fails without a word |

  @negative @hazard:HZ-DUPLICATE-REFERRAL
  Scenario: The same question is not asked twice unawares
    Given e-RS takes the next question about Joan and then drops the connection
    When the GP asks the heart advice line about Joan
    And the GP asks the same question again
    Then the user is asked to look first whether it is there
    And e-RS has 1 question about Joan

  @negative @req:TIF-IG-RBAC-01
  Scenario: A practice nurse may not ask
    When the practice nurse asks the heart advice line about Joan
    Then the user is told that their role does not allow it
    And nothing is asked in e-RS about Joan
