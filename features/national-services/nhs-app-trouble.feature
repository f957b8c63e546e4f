@capability:C7 @service:nhs-app @req:E00367 @negative @api
Feature: Writing to patients while the NHS App is in trouble
  The NHS App does not recognise a message that comes twice: it delivers it twice. So the practice's system sends a message again only
  when it knows that it was not taken, keeps every message, and says plainly when nobody knows.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:TIF-CS-11
  Scenario Outline: The NHS App does not take the message: it <does not take>
    Given the NHS App <does not take> whenever it is sent a message to Joan
    When the receptionist writes "Please book a blood test." to Joan
    Then the user is told that the message was not sent
    And the message is kept, and shown as not sent
    And Joan has no message in her NHS App

    Examples:
      | does not take         |
      | does not let us write |
      | does not accept it    |

    @waits
    Examples:
      | does not take      |
      | is asked too often |

  @req:TIF-CS-11
  Scenario Outline: The NHS App has not taken the message: it <is in trouble>
    Given the NHS App <is in trouble> when it is next sent a message to Joan
    When the receptionist writes "Please book a blood test." to Joan
    Then the user is told that the message may not have been sent
    And the message is kept, and shown as doubtful or not sent
    And Joan has no message in her NHS App

    Examples:
      | is in trouble              |
      | is out of service          |
      | fails without a word       |
      | answers with an error page |
      | drops the connection       |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:TIF-CS-11
  Scenario Outline: The NHS App has taken the message, and then <is in trouble>
    Given the NHS App takes the next message to Joan and then <is in trouble>
    When the receptionist writes "Please book a blood test." to Joan
    Then the user is told that nobody knows whether the message was sent
    And the message is kept, and shown as doubtful
    And Joan has that message in her NHS App once, from this practice

    Examples:
      | is in trouble                          |
      | is out of service                      |
      | fails without a word                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | drops the connection                   |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  Scenario: Leave to send was withdrawn early
    Given the platform withdraws the system's leave when a message to Joan is next sent
    When the receptionist writes "Please book a blood test." to Joan
    Then the message is sent
    And Joan has that message in her NHS App once, from this practice

  @waits
  Scenario: The NHS App asks for a moment
    Given the NHS App asks for a moment when it is next sent a message to Joan
    When the receptionist writes "Please book a blood test." to Joan
    Then the message is sent
    And the NHS App was left alone for as long as it had asked
    And Joan has that message in her NHS App once, from this practice

  @req:TIF-CS-11 @waits
  Scenario: A message that was not sent is sent later
    Given the NHS App is asked too often whenever it is sent a message to Joan
    And the receptionist has tried to write "Please book a blood test." to Joan
    When the NHS App is well again
    And the receptionist sends the message again
    Then the message is sent
    And Joan has that message in her NHS App once, from this practice

  Scenario: Sending a doubtful message again needs a second thought
    Given the NHS App takes the next message to Joan and then drops the connection
    And the receptionist has tried to write "Please book a blood test." to Joan
    When the receptionist sends the message again
    Then the user is warned that the patient may get it twice
    And Joan has that message in her NHS App once, from this practice

  @req:TIF-CS-11
  Scenario: Sending a doubtful message again on purpose
    Given the NHS App drops the connection when it is next sent a message to Joan
    And the receptionist has tried to write "Please book a blood test." to Joan
    When the receptionist sends the message again, although it may have arrived
    Then the message is sent
    And Joan has that message in her NHS App once, from this practice

  Scenario: A message that has arrived is not sent again
    Given the receptionist has written "Please book a blood test." to Joan
    When the receptionist sends the message again
    Then the user is told that the NHS App has it already
    And Joan has that message in her NHS App once, from this practice

  Scenario: A doubtful message turns out to have arrived
    Given the NHS App takes the next message to Joan and then drops the connection
    And the receptionist has tried to write "Please book a blood test." to Joan
    When the NHS App tells the practice that the message was delivered
    Then the receipt is accepted
    And the message is shown as delivered
