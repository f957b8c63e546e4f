@capability:C11 @service:ers @req:ERS01 @negative @api
Feature: e-RS says why it does not take a referral
  What e-RS gives as codes, the user reads as words that say what is wrong and what to do, and nothing they wrote is lost.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-CS-11
  Scenario Outline: e-RS finds that <something is wrong>
    Given the GP has written a referral of Joan routinely to the skin clinic
    And e-RS finds about Joan that <something is wrong>
    When the GP sends the referral
    Then the user is told in words that <words>
    And the referral is kept, to be sent
    And e-RS has 0 referrals of Joan

    Examples:
      | something is wrong                    | words                                   |
      | her record cannot be used      | e-RS cannot work with the record       |
      | she has no registered practice | the patient has no registered practice |
      | it does not know her           | e-RS does not know the patient         |

  @req:TIF-ERS-01
  Scenario: A service has closed since it was found
    Given a service that takes skin referrals is about to close
    And the GP has written a referral of Joan routinely to that service
    And that service has since closed
    When the GP sends the referral
    Then the user is told in words that the service takes no such referrals
    And the referral is kept, to be sent
