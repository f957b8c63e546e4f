@capability:C13 @service:pds @api @negative @hazard:HZ-LOST-UPDATE
Feature: When the Personal Demographics Service fails while details are changed
  Nothing the user typed is lost, nothing is done twice, and nobody is told that something was saved that was not.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in
    And the receptionist has opened Joan's details

  @req:PDS02 @req:TIF-CS-11
  Scenario Outline: PDS <is in trouble> and does not make the change
    Given PDS <is in trouble> when Joan's details are next changed
    When the receptionist saves a new mobile number
    Then the user is told that PDS did not confirm the change
    And the national record is as it was
    And the new mobile number is kept for the user to send again
    And PDS is left in peace about the change

    Examples:
      | is in trouble               |
      | refuses                     |
      | does not accept the values  |
      | does not know the number    |
      | gives up after its own time |
      | fails                       |
      | fails without a word        |
      | answers with an error page  |
      | answers with rubbish        |
      | is out of service           |
      | drops the connection        |
      | has another version         |

  @req:TIF-PDS-04 @req:TIF-CS-11
  Scenario Outline: PDS makes the change and then <is in trouble>
    Given PDS makes the next change of Joan's details and then <is in trouble>
    When the receptionist saves a new mobile number
    Then the user is told that PDS did not confirm the change
    And the new mobile number is kept for the user to send again
    When the receptionist sends the same change again
    Then the national record has the new mobile number
    And the national record was changed once
    And the practice's record has the new mobile number once the details are opened

    Examples:
      | is in trouble                          |
      | drops the connection                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | labels its answer as something else    |
      | gives up after its own time            |

  @req:TIF-PDS-04 @req:TIF-CS-11 @waits
  Scenario: PDS makes the change and then falls silent
    Given PDS makes the next change of Joan's details and then falls silent
    When the receptionist saves a new mobile number
    Then the user is told that PDS did not confirm the change
    And the national record was changed once
    And the new mobile number is kept for the user to send again

  @req:TIF-PDS-04 @waits
  Scenario: PDS is slow, then answers
    Given PDS takes longer than it allows itself for the next update
    When the receptionist saves a new mobile number
    Then the same request is sent again after the time PDS asked for
    And the mobile number is changed once

  @req:TIF-PDS-04 @req:TIF-PDS-06 @req:TIF-CS-11 @waits
  Scenario: PDS asks for a moment, again and again
    Given PDS asks for a moment whenever Joan's details are changed
    When the receptionist saves a new mobile number
    Then the user is told that PDS did not confirm the change
    And the new mobile number is kept for the user to send again
    And PDS is left in peace about the change

  @req:TIF-PDS-06 @req:TIF-CS-11 @waits
  Scenario: PDS is asked too often, and then has time
    Given PDS is asked too often when Joan's details are next changed
    When the receptionist saves a new mobile number
    Then the change is saved, or kept for the user to send again
    And PDS is left in peace about the change

  @req:TIF-CS-11 @req:PDS02
  Scenario: The change reaches PDS when it is well again
    Given PDS fails when Joan's details are next changed
    When the receptionist saves a new mobile number
    And the receptionist sends the same change again
    Then the change is saved
    And the national record has the new mobile number
    And the national record was changed once
    And nothing is kept any more
