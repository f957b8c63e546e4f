@capability:C13 @service:spine @req:GP2GP08 @req:TIF-GP2GP-01 @api
Feature: Asking for the record of somebody who joins
  A regular patient's record is asked for from the practice that PDS had before, whose system is found in the directory. Nobody has to
  remember it, and nobody is asked for a record that stays where it is.

  Background:
    Given Joan Okafor is known nationally

  Scenario: Somebody joins the practice
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

  Scenario: The record is not asked for again while it is on its way
    When the receptionist registers Joan
    And the system looks after Joan's record
    And the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

  @req:GP2GP_Req_01
  Scenario: A temporary resident's record stays where it is
    When the receptionist registers Joan as a temporary resident
    And the system looks after Joan's record
    Then nobody is asked for Joan's record

  @req:GP2GP_Req_02
  Scenario: A temporary resident stays for good
    Given the receptionist registers Joan as a temporary resident
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then Joan is a regular patient of the practice
    And Ashdown is asked for Joan's record once, by this practice

  @req:TIF-GP2GP-04
  Scenario: Somebody who has no practice to ask
    Given Joan comes from no practice
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then nobody is asked for Joan's record
    And nobody has to see to Joan's record

  Scenario: Somebody comes back who had no other practice meanwhile
    Given Joan has come to the practice, and Ashdown has been asked for her record
    And Joan has left the practice
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

  @negative @req:TIF-GP2GP-04
  Scenario: The practice before is not in the directory
    Given Joan comes from a practice that has closed
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then nobody is asked for Joan's record
    And somebody is asked to get Joan's record on paper

  @negative @req:TIF-GP2GP-03
  Scenario: The directory has two systems for the practice before
    Given Joan comes from a practice for which the directory has two systems
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then nobody is asked for Joan's record
    And somebody is asked to get Joan's record on paper

  @negative @req:TIF-CS-11 @serial
  Scenario Outline: The directory <is in trouble>
    Given the directory <is in trouble> when it is next asked
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then Joan is a regular patient of the practice
    And nobody is asked for Joan's record
    When the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with an error page |
      | answers with rubbish       |

  Scenario: Somebody has left again before their record was asked for
    Given Joan is registered at the practice
    And Joan has left the practice
    When the system looks after Joan's record
    Then nobody is asked for Joan's record

  @negative @serial
  Scenario: The practice does not ask for records electronically for the time being
    Given the practice manager has switched electronic records off
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then nobody is asked for Joan's record
    And somebody is asked to get Joan's record on paper

  @negative @serial
  Scenario: A record is asked for that could not be, while electronic records were off
    Given the practice manager has switched electronic records off
    And the receptionist registers Joan
    And the system has looked after Joan's record
    And the practice manager has switched electronic records on
    When the receptionist asks for Joan's record again
    And the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

  @negative @serial @req:TIF-IG-RBAC-01
  Scenario: Somebody who does not administer the system
    When the receptionist switches electronic records off
    Then the user is told that their role does not allow it
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then Ashdown is asked for Joan's record once, by this practice

  @negative @req:GP2GP_Req_03
  Scenario: Somebody who may not register patients
    When the medical secretary registers Joan
    And the system looks after Joan's record
    Then the user is told that their role does not allow it
    And nobody is asked for Joan's record

  @negative @req:GP2GP_Req_04
  Scenario: PDS does not let somebody be registered
    Given PDS fails without a word whenever Joan's details are changed
    When the receptionist registers Joan
    And the system looks after Joan's record
    Then nobody is asked for Joan's record
