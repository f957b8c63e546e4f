@capability:C5 @service:mesh @api @serial
Feature: What a practice reports of its appointments
  Once a week a practice reports all its appointments, whatever has become of them: when, in which national category, how patient and
  clinician met, and never who the patient was.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-GPAD-02 @req:E00227
  Scenario Outline: An appointment that was <attendance>
    Given a session of the GP today has been published
    And Joan has an appointment with the GP
    And the session is over
    And the receptionist has marked the appointment as <attendance>
    When the week of the appointment is reported
    Then the appointment is reported once, as <status>

    Examples:
      | attendance   | status      |
      | seen         | attended    |
      | not attended | not kept    |

  @req:TIF-GPAD-02
  Scenario: An appointment that was cancelled
    Given a session of the GP has been published
    And Joan has an appointment with the GP
    And the receptionist has cancelled the appointment
    When the week of the appointment is reported
    Then the appointment is reported once, as cancelled

  @req:TIF-GPAD-02 @req:TIF-GPAD-03 @req:TIF-GPAD-04
  Scenario: What is told of an appointment
    Given a session of the GP has been published
    And Joan has an appointment with the GP
    When the week of the appointment is reported
    Then the appointment is reported with its time, category, context and mode, and as booked by telephone
    And nothing that was reported tells who Joan is or what she came for

  @req:TIF-GPAD-02 @req:E00227
  Scenario: As many as there are in the book
    Given a session of the GP has been published
    And Joan has an appointment with the GP
    And Ruth Amadi is registered at the practice
    And the receptionist has booked Ruth into the second slot of the GP
    When the week of the appointment is reported
    Then as many appointments are reported as the book has in that week
    And the file says what it is, and goes to whom it is for

  @req:TIF-GPAD-02
  Scenario: A week ends on Sunday
    Given the GP sees Joan late on a Sunday, and Ruth Amadi early on the Monday after
    When the week of that Sunday is reported
    Then Joan's appointment is among those reported, and Ruth's is not

  @req:TIF-GPAD-02 @negative
  Scenario: A week that is not over
    When the practice manager wants this week's appointments reported
    Then the user is told that the time is not over
    And nothing was reported

  @req:WPAD-DI-030
  Scenario Outline: A booking <days> days ahead for "<category>"
    Given a session of the GP for "<category>" in <days> days has been published
    And Joan was booked into it, since she wanted that clinician and a later day
    When the week of the appointment is reported
    Then the appointment is reported with <reasons>

    Examples:
      | category                                                            | days | reasons        |
      | General Consultation Routine                                        | 15   | both reasons   |
      | General Consultation Routine                                        | 14   | no such reason |
      | Care Home Needs Assessment & Personalised Care and Support Planning | 15   | no such reason |

  @req:TIF-MESH-02 @negative
  Scenario: What was reported does not arrive
    Given a session of the GP has been published
    And Joan has an appointment with the GP
    And the week of the appointment has been reported, and the file was lost on its way
    When the system collects its messages
    Then the practice sees that it did not arrive
    And the practice has a task about what did not arrive
    When the week of the appointment is reported
    Then the appointment is reported once, as booked

  @req:TIF-MESH-02 @negative
  Scenario Outline: MESH <trouble> when the appointments are reported
    Given a session of the GP has been published
    And Joan has an appointment with the GP
    And MESH <trouble> when something is next sent
    When the week of the appointment is reported
    And the system collects its messages
    Then the appointment is reported once, as booked

    Examples:
      | trouble              |
      | is out of service    |
      | fails without a word |
