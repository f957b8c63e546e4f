@capability:C13 @service:gp-registrations-mi @req:GP2GP05 @api @serial
Feature: Management information about registrations
  NHS England watches how patients' records move between practices. The practice's system tells of each registration once, as it
  happened, and tells nothing about the patient.

  Background:
    Given Joan Okafor is known nationally
    And the receptionist is signed in

  Scenario: Somebody new joins the practice
    When the receptionist registers Joan
    Then the registration is reported once, as that of somebody new
    And it names the practice that Joan comes from, and this practice as the one that asks and reports
    And the time it gives is that of the registration

  Scenario: Whether the record can come over electronically is reported with the registration
    When the receptionist registers Joan
    Then whether the record can come over is reported once, after the registration
    And both belong together

  Scenario: Somebody comes back
    Given Joan is registered at the practice
    And Joan has left the practice
    When the receptionist registers Joan
    Then the registration is reported once, as that of somebody who comes back

  Scenario: Somebody comes back who had no other practice meanwhile
    Given Joan is registered at the practice
    And Joan has left the practice
    When the receptionist registers Joan
    Then it is reported that the record cannot come over, because it is here already

  Scenario: The previous practice has closed
    Given Joan comes from a practice that has closed
    When the receptionist registers Joan
    Then it is reported that the record cannot come over, because the practice is closed

  Scenario: Somebody without a practice before
    Given Joan comes from no practice
    When the receptionist registers Joan
    Then the registration is reported once, as that of somebody new
    And it names no practice that she comes from
    And nothing is reported about a transfer of the record

  Scenario: A temporary resident
    When the receptionist registers Joan as a temporary resident
    Then nothing is reported of it

  @negative
  Scenario: Somebody who is registered already
    Given Joan is registered at the practice
    When the receptionist registers Joan
    Then the user is told that she is registered already
    And nothing is reported of it

  Scenario: Two registrations are told apart
    Given Ada Quill is known nationally
    When the receptionist registers Joan
    And the receptionist registers Ada
    Then two registrations are reported, and they are told apart

  @req:TIF-IG-SHARE-01
  Scenario: Nothing tells who the patient is
    When the receptionist registers Joan
    Then nothing that is reported tells who Joan is

  @negative
  Scenario: The trace fails
    Given PDS fails without a word whenever Joan's details are read
    When the receptionist registers Joan
    Then an error in tracing the patient is reported once
    And no registration is reported

  @negative
  Scenario: The national record cannot be changed
    Given PDS fails without a word whenever Joan's details are changed
    When the receptionist registers Joan
    Then an error in updating the patient is reported once
    And no registration is reported

  @negative
  Scenario: A number that PDS does not know is no error of the system
    When the receptionist registers somebody under a number that PDS does not know
    Then nothing is reported of it

  @negative @req:TIF-CS-11
  Scenario Outline: The information cannot be sent: the service <is in trouble>
    Given the registrations service <is in trouble> when a registration is next reported
    When the receptionist registers Joan
    Then Joan is on the practice's list with the details that PDS has
    And what was not sent is kept
    When the practice manager sends what was kept
    Then the registration is reported once, as that of somebody new
    And whether the record can come over is reported once, after the registration
    And nothing is kept any more to be sent

    Examples:
      | is in trouble              |
      | is out of service          |
      | fails without a word       |
      | answers with an error page |
      | drops the connection       |
      | does not know the system   |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |
      | is asked too often      |

  @req:TIF-CS-11
  Scenario: What was kept goes first with the next registration
    Given Ada Quill is known nationally
    And the registrations service fails without a word when a registration is next reported
    When the receptionist registers Joan
    And the receptionist registers Ada
    Then two registrations are reported, and they are told apart
    And nothing is kept any more to be sent

  @negative
  Scenario: The service does not take an event as it stands
    Given the registrations service refuses what is next reported
    When the receptionist registers Joan
    And the practice manager sends what was kept
    Then what was refused is not sent again
    And somebody is asked to see to what was refused
