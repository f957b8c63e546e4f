@capability:C13 @service:sds @req:TIF-SDS-01 @api @serial
Feature: How another organisation's system is reached
  Before a practice sends another organisation anything electronically, it asks the Spine Directory Service which system they have and
  where that takes messages. It is asked every time: systems move.

  Background:
    Given the practice "Ferndale Surgery" has a system for everything
    And the receptionist is signed in

  Scenario: Another practice's system is found
    When the receptionist looks up where "Ferndale Surgery" takes a request for a record
    Then the receptionist is given the system and the address that the directory has

  Scenario: A practice with several systems
    Given "Ferndale Surgery" has another system that only shows appointments
    When the receptionist looks up where "Ferndale Surgery" lets others look for appointments
    And the receptionist looks up where "Ferndale Surgery" takes a request for a record
    Then the receptionist is given the system and the address that the directory has

  Scenario: A practice has moved to another system
    Given the receptionist has looked up where "Ferndale Surgery" takes a request for a record
    And "Ferndale Surgery" has moved to another system
    When the receptionist looks up where "Ferndale Surgery" takes a request for a record
    Then the receptionist is given the system and the address that the directory has

  @negative
  Scenario: A practice that cannot be reached electronically
    Given "Ferndale Surgery" has gone off line
    When the receptionist looks up where "Ferndale Surgery" takes a request for a record
    Then the user is told that it cannot be reached electronically

  @negative
  Scenario: A practice whose system does not do this
    Given "Ferndale Surgery" has moved to a system that only shows appointments
    When the receptionist looks up where "Ferndale Surgery" shows its records
    Then the user is told that it cannot be reached electronically

  @negative
  Scenario: What is no code of an organisation is not looked up
    When the receptionist looks up where an organisation with the code "HG1 5AA" takes a request for a record
    Then the user is told that this is no code of an organisation
    And the system directory is not asked

  @negative @req:TIF-CS-11
  Scenario Outline: The directory <is in trouble>
    Given the system directory <is in trouble> whenever it is asked
    When the receptionist looks up where "Ferndale Surgery" takes a request for a record
    Then the user is told that the directory is in trouble

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with rubbish       |
      | answers with an error page |
