#!/bin/bash
# Process 1 of the tests' own host: a real OpenSSH server, real users and sudoers, and Aspera's folder at /opt/aspera, all
# in private mount, process and host-name namespaces. Nothing outside of FOLDER is written to; everything ends with the
# standard input, from which it takes one shell command a line.
#   host.sh FOLDER SSH_PORT JUMP_PORT
set -euo pipefail
FOLDER=$1 SSH_PORT=$2 JUMP_PORT=$3

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/sshd
for place in etc opt home var usr; do
  mkdir -p "/mnt/$place/upper" "/mnt/$place/work"
  mount -t overlay overlay -o "lowerdir=/$place,upperdir=/mnt/$place/upper,workdir=/mnt/$place/work" "/$place"
done
hostname aspera
echo '127.0.0.1 localhost aspera aspera.internal' > /etc/hosts

# Aspera's folder: the stand-in programs, root's, and aspera.conf as the vendor installs it.
mkdir -p /opt/aspera
mount --bind "$FOLDER/server/opt/aspera" /opt/aspera
chown -R root:root "$FOLDER/server"
cp "$FOLDER/server/bin/systemctl" /usr/bin/systemctl
install -m 755 "$(dirname "$0")/aspshell.sh" /usr/bin/aspshell

# People with a shell, and transfer users without one.
person() {
  useradd --create-home --shell /bin/bash "$1"
  usermod -p '*' "$1"
  install -d -m 700 -o "$1" -g "$1" "/home/$1/.ssh"
  cat "$FOLDER/keys/"*.pub > "/home/$1/.ssh/authorized_keys"
  chown "$1:$1" "/home/$1/.ssh/authorized_keys"
}
for login in ec2-user aspera-ops aspera-watch aspera-asked aspera-tty aspera-none aspera-jump; do person $login; done
for login in xfer xfer2 acme acme-archive globex; do
  person $login
  usermod --shell /bin/aspshell $login
done
cat > /etc/sudoers.d/aspera << 'SUDOERS'
ec2-user ALL=(ALL) NOPASSWD: ALL
aspera-ops ALL=(root) NOPASSWD: /usr/bin/perl -
Defaults:aspera-ops !requiretty
aspera-asked ALL=(ALL) ALL
aspera-tty ALL=(root) NOPASSWD: /usr/bin/perl -
Defaults:aspera-tty requiretty
SUDOERS
chmod 440 /etc/sudoers.d/aspera
visudo -cqf /etc/sudoers

# What disturbs naive readers: a banner, a message of the day, profiles that print.
echo 'Authorised use only. aspera-agent: {"protocol":0}' > /etc/ssh/banner
echo 'Welcome to the message of the day' > /etc/motd
for login in ec2-user aspera-ops; do
  sed -i '1i echo "profile of $USER says hello"; echo "and complains" >\&2' "/home/$login/.bashrc"
done

sshd_config() {
  cat << CONFIG
Port $2
ListenAddress 127.0.0.1
HostKey /etc/ssh/$1_key
PidFile /run/$1.pid
UsePAM yes
PasswordAuthentication no
KbdInteractiveAuthentication no
Banner /etc/ssh/banner
MaxStartups 100
LogLevel VERBOSE
CONFIG
}
ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/aspera_key
ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/jump_key
{ sshd_config aspera "$SSH_PORT"; echo 'AllowTcpForwarding no'; } > /etc/ssh/aspera_config
{ sshd_config jump "$JUMP_PORT"; echo 'AllowTcpForwarding local'; echo 'AllowUsers aspera-jump'; } > /etc/ssh/jump_config
sed -i "s|^|restrict,port-forwarding,permitopen=\"aspera.internal:$SSH_PORT\",command=\"/bin/false\" |" \
  /home/aspera-jump/.ssh/authorized_keys
sshd() { /usr/sbin/sshd -f "/etc/ssh/$1_config" -E "$FOLDER/log/$1.log"; }
sshd aspera
sshd jump
systemctl start asperanoded

cut -d' ' -f1,2 /etc/ssh/aspera_key.pub /etc/ssh/jump_key.pub
printf '\n--- ready\n'
set +e
while IFS= read -r command; do
  (eval "$command") < /dev/null > /mnt/said 2>&1
  code=$?
  cat /mnt/said
  printf '\n--- %s\n' "$code"
done
