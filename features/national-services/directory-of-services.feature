@capability:C11 @service:dos @req:TIF-TECH-09 @api @serial
Feature: Which service there is for a patient
  Whoever sends a patient on to a pharmacy or another practice looks it up in the Directory of Services: whether it is open, what it
  offers, how it is reached. Nothing about the patient goes there.

  Background:
    Given the receptionist is signed in

  Scenario: A pharmacy and what it offers
    When the receptionist looks up the services of FZ901
    Then the receptionist sees "Hollins Pharmacy" with its telephone number and its service

  Scenario: A pharmacy that has closed
    When the receptionist looks up the services of FZ903
    Then the receptionist sees that it has closed

  Scenario: Addresses for messages, in the order in which they are to be tried
    Given the pharmacy "Beck Lane" takes messages at one address first and at another after that
    When the receptionist looks up the services of "Beck Lane"
    Then the receptionist sees the addresses in that order

  @negative
  Scenario: An organisation that is not listed
    When the receptionist looks up the services of FZZ97
    Then the user is told that the directory does not list it

  @negative
  Scenario: What is no code of an organisation is not looked up
    When the receptionist looks up the services of "Hollins Pharmacy, Market Place"
    Then the user is told that this is no code of an organisation
    And the Directory of Services is not asked

  @negative @req:TIF-CS-11
  Scenario Outline: The directory <is in trouble> when it is asked for <what>
    Given the Directory of Services <is in trouble> whenever it is asked for <what>
    When the receptionist looks up the services of FZ901
    Then the user is told that the directory is in trouble

    Examples:
      | is in trouble        | what              |
      | fails without a word | the organisation  |
      | answers with rubbish | the organisation  |
      | fails without a word | the services      |
