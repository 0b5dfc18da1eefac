// What is expected of each fault for a VPN service: it is read back after a write, but rests in PENDING_CREATE without a connection.
// A column per moment, with the outcome. How to read it is in table.ts, why it is so in reasons.ts.

/** One line per fault: name, how long it lasts, and the eight moments from create to the end of a delete. */
export const SERVICE = `
429 with Retry-After                     ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
429 with Retry-After                     ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
429 without Retry-After                  ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
429 without Retry-After                  ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
500                                      ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
500                                      ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
502 with a web page                      ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
502 with a web page                      ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
503, Retry-After in seconds              ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
503, Retry-After in seconds              ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
503, Retry-After as a date               ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
503, Retry-After as a date               ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
504, the server did not act              ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
504, the server did not act              ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
504, the server acted                    ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
504, the server acted                    ; for good ; nothing ; left    ; kept ; old  ; old   ; kept      ; gone ; gone
504, the server acts 3 s later           ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
504, the server acts 3 s later           ; for good ; nothing ; left    ; kept ; old  ; old   ; kept      ; gone ; gone
connection reset before the server acted ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
connection reset before the server acted ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
connection reset after the server acted  ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
connection reset after the server acted  ; for good ; nothing ; left    ; kept ; old  ; old   ; kept      ; gone ; gone
reply cut off in its JSON                ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
reply cut off in its JSON                ; for good ; nothing ; left    ; kept ; old  ; old   ; kept      ; gone ; gone
200 with a web page                      ; once     ; done    ; done    ; done ; done ; old   ; done      ; old  ; done
200 with a web page                      ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
no reply at all                          ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
no reply at all                          ; for good ; nothing ; left    ; kept ; old  ; old   ; kept      ; gone ; gone
slow reply                               ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
slow reply                               ; for good ; done    ; done    ; done ; done ; done  ; done      ; done ; done
connection refused (server restarting)   ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
connection refused (server restarting)   ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
host name not resolvable                 ; for good ; nothing ; –       ; –    ; old  ; old   ; –         ; old  ; –
401 in mid-run                           ; once     ; done    ; done    ; done ; done ; done  ; done      ; done ; done
401 in mid-run                           ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
token expires while waiting              ; once     ; –       ; –       ; –    ; –    ; –     ; done      ; –    ; –
status ERROR                             ; for good ; –       ; –       ; –    ; done ; –     ; kept      ; –    ; –
status stuck in PENDING_*                ; for good ; –       ; –       ; –    ; done ; –     ; kept      ; –    ; –
unknown status                           ; for good ; –       ; –       ; –    ; done ; –     ; done      ; –    ; –
404 right after create                   ; once     ; –       ; –       ; done ; –    ; –     ; –         ; –    ; –
404 right after create                   ; for good ; –       ; –       ; kept ; –    ; –     ; –         ; –    ; –
404 of a gateway that knows no VPNs      ; once     ; nothing ; nothing ; done ; old  ; old   ; done      ; old  ; done
404 of a gateway that knows no VPNs      ; for good ; nothing ; nothing ; kept ; old  ; old   ; kept      ; old  ; gone
404 about a route                        ; once     ; nothing ; nothing ; done ; old  ; old   ; done      ; old  ; done
404 about a route                        ; for good ; nothing ; nothing ; kept ; old  ; old   ; done      ; old  ; done
reply about another object               ; for good ; nothing ; –       ; kept ; old  ; old   ; kept      ; –    ; gone
reads lag 4 s behind the write           ; once     ; –       ; –       ; done ; –    ; –     ; done      ; –    ; done
PENDING_* begins 0.8 s after the write   ; once     ; –       ; –       ; –    ; –    ; –     ; done      ; –    ; –
PENDING_* begins 0.8 s after the write   ; for good ; –       ; –       ; –    ; –    ; –     ; kept|done ; –    ; –
in use (409)                             ; once     ; –       ; –       ; –    ; –    ; –     ; –         ; done ; –
in use (409)                             ; for good ; –       ; –       ; –    ; –    ; –     ; –         ; old  ; –
in use (400)                             ; once     ; –       ; –       ; –    ; –    ; –     ; –         ; done ; –
in use (400)                             ; for good ; –       ; –       ; –    ; –    ; –     ; –         ; old  ; –
400 because pending                      ; once     ; –       ; done    ; –    ; –    ; later ; –         ; done ; –
400 because pending                      ; for good ; –       ; nothing ; –    ; –    ; later ; –         ; old  ; –
`;
