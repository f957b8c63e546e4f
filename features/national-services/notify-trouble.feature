@capability:C7 @service:nhs-notify @req:E00367 @negative @api
Feature: Inviting patients while NHS Notify is in trouble
  NHS Notify knows an invitation again by the reference it came under. So what may have arrived is sent again under the same one, as it was,
  and nobody is invited twice. Until then it is kept, and the user knows where it stands.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:TIF-CS-11
  Scenario Outline: NHS Notify does not take the invitation: it <does not take>
    Given NHS Notify <does not take> whenever it is sent an invitation for Joan
    When the receptionist invites Joan to "Flu clinic on Saturday."
    Then the user is told that the invitation was not sent
    And the invitation is kept, and shown as not sent
    And NHS Notify has no invitation for Joan

    Examples:
      | does not take                            |
      | has banned the system                    |
      | does not know the system                 |
      | does not have the way of sending         |
      | is asked too often                       |

  @req:TIF-CS-11
  Scenario Outline: NHS Notify has taken the invitation, and then <is in trouble>
    Given NHS Notify takes the next invitation for Joan and then <is in trouble>
    When the receptionist invites Joan to "Flu clinic on Saturday."
    Then the user is told that nobody knows whether the invitation was sent
    And the invitation is kept, and shown as doubtful
    And NHS Notify has that invitation for Joan once, in this practice's name

    Examples:
      | is in trouble                          |
      | does not answer in time                |
      | is out of service                      |
      | fails without a word                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | drops the connection                   |

  @hazard:HZ-DELAYED-CARE
  Scenario: A doubtful invitation that had not arrived is sent again
    Given NHS Notify drops the connection when it is next sent an invitation for Joan
    And the receptionist has tried to invite Joan to "Flu clinic on Saturday."
    When the receptionist sends the invitation again
    Then the invitation is sent
    And NHS Notify has that invitation for Joan once, in this practice's name

  Scenario: A doubtful invitation that had arrived is sent again
    Given NHS Notify takes the next invitation for Joan and then drops the connection
    And the receptionist has tried to invite Joan to "Flu clinic on Saturday."
    When the receptionist sends the invitation again
    Then the invitation is sent
    And NHS Notify was sent the same, under the same reference
    And NHS Notify has that invitation for Joan once, in this practice's name
    And the invitation is shown as with NHS Notify, and on the way to Joan

  Scenario: NHS Notify is still working on it
    Given NHS Notify takes the next invitation for Joan and then drops the connection
    And the receptionist has tried to invite Joan to "Flu clinic on Saturday."
    And NHS Notify is still working on what it was sent about Joan
    When the receptionist sends the invitation again
    Then the user is told that NHS Notify is still working on it
    And the invitation is kept, and shown as doubtful
    And NHS Notify has that invitation for Joan once, in this practice's name

  Scenario: An invitation that has arrived is not sent again
    Given the receptionist has invited Joan to "Flu clinic on Saturday."
    When the receptionist sends the invitation again
    Then the user is told that NHS Notify has it already
    And nothing is sent to NHS Notify about Joan

  Scenario: A doubtful invitation turns out to have arrived
    Given NHS Notify takes the next invitation for Joan and then drops the connection
    And the receptionist has tried to invite Joan to "Flu clinic on Saturday."
    When NHS Notify tells the practice that the invitation to Joan was delivered
    Then the callback is accepted
    And the invitation is shown as delivered to Joan
    And the invitation is shown as with NHS Notify

  Scenario: Leave to send was withdrawn early
    Given the platform withdraws the system's leave when an invitation for Joan is next sent
    When the receptionist invites Joan to "Flu clinic on Saturday."
    Then the invitation is sent
    And NHS Notify has that invitation for Joan once, in this practice's name

  Scenario: NHS Notify asks for a moment
    Given NHS Notify asks for a moment when it is next sent an invitation for Joan
    When the receptionist invites Joan to "Flu clinic on Saturday."
    Then the invitation is sent
    And NHS Notify was left alone for as long as it had asked
    And NHS Notify has that invitation for Joan once, in this practice's name
