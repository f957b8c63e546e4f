@capability:C7 @service:nhs-app @req:E00367 @api
Feature: What has become of a message in the NHS App
  The NHS App tells the practice when a message was delivered and read, or could not be. The practice's system shows that, and believes
  nobody else.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in
    And the receptionist has written "Please book a blood test." to Joan

  Scenario: Delivered
    When the NHS App tells the practice that the message was delivered
    Then the receipt is accepted
    And the message is shown as delivered

  Scenario: Read
    Given the NHS App has told the practice that the message was delivered
    When the NHS App tells the practice that the message was read
    Then the receipt is accepted
    And the message is shown as read

  @negative
  Scenario: A receipt that was overtaken
    Given the NHS App has told the practice that the message was delivered
    And the NHS App has told the practice that the message was read
    When the NHS App tells the practice that a notification of the message was displayed
    Then the receipt is accepted
    And the message is shown as read

  @negative
  Scenario: The same receipt twice
    Given the NHS App has told the practice that the message was delivered
    When the NHS App posts the same receipt again
    Then the receipt is accepted
    And the message is shown as delivered
    And the message tells of its delivery once

  @negative
  Scenario: The patient has no NHS App
    When the NHS App tells the practice that the message was rejected, because "NHS number not found"
    Then the receipt is accepted
    And the message is shown as not delivered, because "NHS number not found"

  Scenario: A message that was rejected can be sent again
    Given the NHS App has told the practice that the message was rejected, because "NHS number not found"
    When the receptionist sends the message again
    Then the message is sent
    And the message is shown as with the NHS App

  @negative
  Scenario Outline: A receipt that somebody forges, <with what>
    When somebody <with what> posts a receipt that the message was read
    Then the receipt is not accepted
    And the message is shown as with the NHS App

    Examples:
      | with what                                              |
      | without a certificate                                  |
      | with a certificate in the NHS App's name of their own  |

  @negative
  Scenario: A receipt for a message nobody here has sent
    When the NHS App posts a receipt for a message of another practice
    Then the message is shown as with the NHS App

  @negative
  Scenario: A receipt that cannot be read
    When the NHS App posts a receipt that says nothing
    Then the receipt is not accepted
    And the message is shown as with the NHS App
