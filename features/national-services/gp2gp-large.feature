@capability:C13 @service:spine @req:GP2GP08 @req:TIF-GP2GP-05 @api
Feature: Records that are too large for one message
  Files that do not fit come after the record, whole or in pieces, once the receiving practice lets them. The record is taken over when
  all of it is there, and not before: half a record is not shown as a whole one.

  Background:
    Given Joan Okafor is known nationally
    And Joan has come to the practice, and Ashdown has been asked for her record

  Scenario: A letter comes after the record
    When Ashdown sends Joan's record, and a letter comes after it
    Then Ashdown is let go on, once
    And nothing of what Ashdown sent is in Joan's record
    And Ashdown is told nothing more yet
    When Ashdown sends what comes after
    Then the letter is among Joan's documents as it was sent, to be reviewed
    And everything that Ashdown sent is there to be read
    And Ashdown hears that the record has been taken over

  Scenario: A letter comes in pieces
    When Ashdown sends Joan's record, and a letter comes after it in 3 pieces
    And Ashdown sends what comes after
    Then the letter is among Joan's documents as it was sent, to be reviewed
    And Ashdown hears that the record has been taken over

  @negative
  Scenario: Pieces come in another order
    When Ashdown sends Joan's record, and a letter comes after it in 3 pieces
    And Ashdown sends what comes after, the last first
    Then the letter is among Joan's documents as it was sent, to be reviewed
    And Ashdown hears that the record has been taken over

  @negative @hazard:HZ-DUPLICATE-RECORD
  Scenario: A piece comes twice
    When Ashdown sends Joan's record, and a letter comes after it in 3 pieces
    And the Spine delivers the next message about Joan twice
    And Ashdown sends what comes after
    Then the letter is among Joan's documents as it was sent, to be reviewed
    And Joan has one letter
    And Ashdown hears that the record has been taken over

  @negative
  Scenario: A piece comes before the record
    When Ashdown sends Joan's record, and a letter comes after it in 2 pieces, the record being held up
    Then the letter is among Joan's documents as it was sent, to be reviewed
    And Ashdown hears that the record has been taken over

  @negative
  Scenario: A piece does not come
    When Ashdown sends Joan's record, and a letter comes after it in 3 pieces
    And Ashdown sends what comes after, but for the last piece
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown is told nothing more yet

  @negative @serial @req:TIF-GP2GP-03
  Scenario: A piece has not come in time
    Given Ashdown has sent Joan's record, and a letter comes after it in 3 pieces
    And Ashdown sends what comes after, but for the last piece
    When a day and an hour pass
    And the system looks after Joan's record
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that not all of it came in time
    And somebody is asked to get Joan's record on paper

  @negative @req:TIF-GP2GP-03
  Scenario: Pieces that cannot be put together
    When Ashdown sends Joan's record, and a compressed letter that is damaged comes after it
    And Ashdown sends what comes after
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that its parts could not be put together
    And somebody is asked to get Joan's record on paper

  @negative @req:TIF-GP2GP-03
  Scenario: A piece comes without what it should bring
    When Ashdown sends Joan's record, and a letter comes after it in 3 pieces
    And Ashdown sends what comes after, the last piece without its content
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that not all of its files came
    And somebody is asked to get Joan's record on paper

  @negative @req:TIF-GP2GP-03
  Scenario: A piece cannot be read
    When Ashdown sends Joan's record, and a letter comes after it in 3 pieces
    And Ashdown sends what comes after, the last piece broken off
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that the large record has failed
    And somebody is asked to get Joan's record on paper

  @hazard:HZ-ALLERGY @req:TIF-GP2GP-02
  Scenario Outline: A part of the record itself comes after it: <what>
    When Ashdown sends Joan's record, and <what> comes after it
    And Ashdown sends what comes after
    Then everything that Ashdown sent is there to be read
    And Joan has no document
    And Ashdown hears that the record has been taken over

    Examples:
      | what                                 |
      | the part with allergies              |
      | the part with allergies, in 3 pieces |
      | all of it, in 3 pieces               |

  @negative @hazard:HZ-ALLERGY @req:TIF-GP2GP-03
  Scenario: The part of the record that comes after it cannot be read
    When Ashdown sends Joan's record, and the part with allergies comes after it, broken off
    And Ashdown sends what comes after
    Then nothing of what Ashdown sent is in Joan's record
    And Ashdown hears that it cannot be read
    And somebody is asked to get Joan's record on paper
