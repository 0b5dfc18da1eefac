"""Stands in for the VPN agent: what is pending becomes settled, by the agent's own message to the server.

agent.py FOLDER: takes one order a line, as JSON, on the socket FOLDER/run/agent.sock, and answers each with a line:
{"delay": SECONDS}, how long a connection stays pending; {"hold": true}, nothing is settled; {"to": STATUS}, what it becomes;
{"id": CONNECTION, "status": STATUS}, one status at once. Outages of the database and of the queue are waited out.
"""
import json
import os
import socketserver
import sys
import threading
import time

import pymysql
from neutron.common import config
from neutron_lib import context
from oslo_config import cfg

FOLDER = sys.argv[1]
QUERY = """select c.id, c.status, s.id, c.admin_state_up and s.admin_state_up
           from ipsec_site_connections c join vpnservices s on s.id = c.vpnservice_id"""
orders = {"delay": 0.3, "hold": False, "to": "DOWN"}
speaking = threading.Lock()


def rows(where, *values):
    connection = pymysql.connect(unix_socket=FOLDER + "/run/mysql.sock", user="root", database="neutron")
    with connection, connection.cursor() as cursor:
        cursor.execute(QUERY + where, values)
        return cursor.fetchall()


def report(server, service, connection, status):
    said = {"status": status, "updated_pending_status": True}
    # A service is active once one of its connections is served; until then the report leaves it as it is.
    is_served = status in ("ACTIVE", "DOWN")
    with speaking:
        server.update_status(context.get_admin_context_without_session(), [{
            "id": service, "status": "ACTIVE", "updated_pending_status": is_served,
            "ipsec_site_connections": {connection: said}}])


def settle_forever(server):
    seen = {}
    while True:
        try:
            now = time.monotonic()
            pending = rows(" where c.status like 'PENDING%%'")
            seen = {(row[0], row[1]): seen.get((row[0], row[1]), now) for row in pending}
            for connection, status, service, is_up in pending:
                if not orders["hold"] and now - seen[connection, status] >= orders["delay"]:
                    report(server, service, connection, orders["to"] if is_up else "DOWN")
        except Exception as error:
            print("waiting:", error, flush=True)
            time.sleep(0.5)
        time.sleep(0.1)


class Orders(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            order = json.loads(line)
            try:
                if "id" in order:
                    _, _, service, _ = rows(" where c.id = %s", order["id"])[0]
                    report(self.server.neutron, service, order["id"], order["status"])
                else:
                    orders.update(order)
                answer = {"done": True}
            except Exception as error:
                answer = {"error": str(error)}
            self.wfile.write(json.dumps(answer).encode() + b"\n")


class Listener(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


if __name__ == "__main__":
    config.register_common_config_options()
    config.init(["--config-file", FOLDER + "/etc/neutron.conf"])
    from neutron_vpnaas.services.vpn.device_drivers.ipsec import IPsecVpnDriverApi  # needs the configuration
    path = FOLDER + "/run/agent.sock"
    if os.path.exists(path):
        os.unlink(path)
    listener = Listener(path, Orders)
    listener.neutron = IPsecVpnDriverApi("ipsec_driver")
    cfg.CONF.set_override("rpc_response_timeout", 5)
    threading.Thread(target=settle_forever, args=(listener.neutron,), daemon=True).start()
    listener.serve_forever()
