@capability:C13 @service:spine @req:GP2GP08 @req:TIF-CS-11 @api @negative
Feature: When the Spine is in trouble
  A message that the Spine has not acknowledged goes out again, the same to the last character, so that it can be known again. What
  never gets through is told to somebody.

  Background:
    Given Joan Okafor is known nationally

  @serial
  Scenario Outline: The Spine <is in trouble> when a record is asked for
    Given the Spine <is in trouble> when it next gets a message about Joan
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then Joan is a regular patient of the practice
    When two minutes pass
    And the system looks after Joan's record
    Then the same message is sent again
    And Ashdown is asked for Joan's record once, by this practice

    Examples:
      | is in trouble                 |
      | fails without a word          |
      | answers with an error page    |
      | answers with rubbish          |
      | drops the connection          |
      | has failed inside             |

  @serial
  Scenario: The Spine has taken the message, and its acknowledgement is lost
    Given the Spine's acknowledgement of the next message about Joan is lost
    When the receptionist registers Joan
    And the system looks after Joan's record
    And two minutes pass
    And the system looks after Joan's record
    Then the same message is sent again
    And Ashdown is asked for Joan's record once, by this practice

  Scenario: The Spine is not asked again at once
    Given the Spine fails without a word when it next gets a message about Joan
    When the receptionist registers Joan
    And the system looks after Joan's record
    And the system looks after Joan's record
    Then the Spine has been asked once

  @serial @req:TIF-GP2GP-03
  Scenario: The Spine never takes the message
    Given the Spine fails without a word whenever it gets a message about Joan
    When the receptionist registers Joan
    And the system looks after Joan's record, again and again
    Then the message has been sent three times, and no more
    And somebody is asked to get Joan's record on paper

  @serial @req:TIF-GP2GP-03
  Scenario: The Spine does not take the message as it is
    Given the Spine refuses the next message about Joan
    When the receptionist registers Joan
    And the system looks after Joan's record
    And two minutes pass
    And the system looks after Joan's record
    Then the Spine has been asked once
    And somebody is asked to get Joan's record on paper
