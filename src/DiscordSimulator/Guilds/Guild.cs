namespace Atelier.DiscordSimulator.Guilds;

/// <summary>What people call a server.</summary>
internal sealed class Guild(DiscordState state, string id, string name, ChatUser owner)
{
    private readonly List<Channel> _channels = [];
    private readonly List<Role> _roles = [new(id, "@everyone", Permissions.Everyone, 0)];
    private readonly List<Member> _members = [];

    public string Id => id;

    public string Name => name;

    public ChatUser Owner => owner;

    public IReadOnlyList<Channel> Channels => Read(_channels);

    public IReadOnlyList<Role> Roles => Read(_roles);

    public IReadOnlyList<Member> Members => Read(_members);

    public Channel AddChannel(string channelName, bool ageRestricted = false, ChannelType type = ChannelType.Text, Channel? parent = null)
    {
        lock (state.Gate)
        {
            var channel = new Channel(state.Ids.Next(), channelName, type, this, null) { IsAgeRestricted = ageRestricted, Parent = parent };
            _channels.Add(channel);
            state.Channels[channel.Id] = channel;
            state.Changes.Pulse();
            return channel;
        }
    }

    public Role AddRole(string roleName, long permissions = 0)
    {
        lock (state.Gate)
        {
            var role = new Role(state.Ids.Next(), roleName, permissions, _roles.Count);
            _roles.Add(role);
            return role;
        }
    }

    /// <summary>Lets somebody in: the one of this name, or a new one.</summary>
    public Member AddMember(string userName, params Role[] roles) => AddMember(state.UserNamed(userName), roles);

    public Member AddMember(ChatUser user, params Role[] roles)
    {
        lock (state.Gate)
        {
            var member = new Member(state, this, user, roles);
            _members.Add(member);
            return member;
        }
    }

    public Member? MemberOf(string userId) => Members.FirstOrDefault(member => member.User.Id == userId);

    private List<T> Read<T>(List<T> list)
    {
        lock (state.Gate)
        {
            return [.. list];
        }
    }
}
