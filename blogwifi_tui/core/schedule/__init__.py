"""What publishes posts when their date comes: a systemd timer, a line of a crontab, a workflow of a forge."""
