@capability:C5
Feature: Lists of appointments
  Everything a patient was booked for in one place; everybody a clinician sees on a day in one list; everything that was done to
  an appointment in the audit trail.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:E00224 @serial @api
  Scenario: Past and future appointments are seen together
    Given a session of the GP today has been published
    And Joan has an appointment with the GP
    And the session is over
    And a session of the practice nurse has been published
    And Joan has an appointment with the practice nurse
    When the receptionist looks at Joan's appointments
    Then the list shows the appointment with the GP and the one with the practice nurse

  @req:E00219 @hazard:HZ-LOST-APPOINTMENT @api
  Scenario: A moved appointment is on the list of whoever sees the patient
    Given sessions of the GP and of the practice nurse have been published, the second five minutes later
    And Joan has an appointment with the GP
    When the receptionist moves the appointment to the third slot of the practice nurse
    Then the practice nurse's list of that day shows Joan
    And the GP's list of that day does not show Joan

  @req:TIF-IG-AUD-01 @req:TIF-IG-AUD-03 @req:TIF-IG-AUD-05 @api
  Scenario: Whatever is done to an appointment is in the audit trail
    Given a session of the GP has been published
    When the receptionist books Joan into the first slot of the GP
    And the receptionist moves the appointment to the second slot of the GP
    And the receptionist cancels the appointment because the patient feels better
    Then the audit trail shows that the receptionist booked Joan, and then changed the appointment twice

  @req:TIF-IG-AUD-07 @negative @serial @api
  Scenario: A booking that was refused is in the audit trail
    Given a session of the GP has been published
    And the receptionist has blocked the first slot of the GP
    And the privacy officer has read the audit trail so far
    When the receptionist books Joan into the first slot of the GP
    Then the user is told that the slot is taken
    And the audit trail shows since then that the receptionist was refused a booking
