@capability:C7 @service:nhs-notify @req:E00367 @api
Feature: What has become of invitations
  NHS Notify tells the practice whether each patient was reached, and why not. Its callbacks are signed; the practice's system believes no
  others, and is not confused by one that comes twice or late.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in
    And the receptionist has invited Joan to "Flu clinic on Saturday."

  Scenario: Delivered
    When NHS Notify tells the practice that the invitation to Joan was delivered
    Then the callback is accepted
    And the invitation is shown as delivered to Joan

  @negative @hazard:HZ-DELAYED-CARE
  Scenario: Not delivered
    When NHS Notify tells the practice that the invitation to Joan failed, because "Contact detail is missing"
    Then the callback is accepted
    And the invitation is shown as failed for Joan, because "Contact detail is missing"
    And somebody is asked to reach Joan another way

  @negative
  Scenario: One way fails, another is still open
    When NHS Notify tells the practice that the invitation did not reach Joan in the NHS App
    Then the callback is accepted
    And the invitation is shown as on the way to Joan

  @negative
  Scenario: The same callback twice
    Given NHS Notify has told the practice that the invitation to Joan failed, because "Contact detail is missing"
    When NHS Notify posts the same callback again
    Then the callback is accepted
    And somebody is asked once to reach Joan another way
    And the invitation is shown as failed for Joan, because "Contact detail is missing"

  @negative
  Scenario: A callback that was overtaken
    Given NHS Notify has a callback under way that the invitation to Joan is being sent
    And NHS Notify has told the practice that the invitation to Joan was delivered
    When the callback under way arrives
    Then the callback is accepted
    And the invitation is shown as delivered to Joan

  @negative
  Scenario: Several patients in one callback
    Given Peter Lindqvist is registered at the practice
    And the receptionist has invited Joan and Peter to "Shingles vaccination is now open to you."
    When NHS Notify tells the practice in one callback that Joan got the invitation, and that it failed for Peter
    Then the callback is accepted
    And the invitation is shown as delivered to Joan
    And the invitation is shown as failed for Peter, because "Contact detail is missing"

  @negative
  Scenario Outline: A callback that somebody forges, <who>
    When somebody <who> posts a callback that the invitation to Joan was delivered
    Then the callback is not accepted
    And the invitation is shown as on the way to Joan

    Examples:
      | who                                          |
      | who knows no secret                          |
      | who knows half of the secret                 |
      | who signs another text than they send        |

  @negative
  Scenario: A callback about an invitation that nobody here has sent
    When NHS Notify posts a callback about an invitation of another practice
    Then the invitation is shown as on the way to Joan

  @negative
  Scenario: A callback that cannot be read
    When NHS Notify posts a callback that says nothing
    Then the callback is not accepted
    And the invitation is shown as on the way to Joan
