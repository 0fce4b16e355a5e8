using Atelier.DiscordSimulator.Commands;
using Atelier.DiscordSimulator.Faults;
using Atelier.DiscordSimulator.Gateway;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;

namespace Atelier.DiscordSimulator;

/// <summary>All that Discord knows. What is in it is read and changed while <see cref="Gate"/> is held.</summary>
internal sealed class DiscordState : IDisposable
{
    private readonly List<Guild> _guilds = [];
    private readonly SignedPost _post;

    public DiscordState(LocalDiscordOptions options)
    {
        Options = options;
        Ids = new Snowflakes(options.Time);
        Application = new Application(Ids, options.Token);
        Changes = new Changes(Gate, options.Patience);
        Messages = new MessageLog(this);
        Interactions = new InteractionLog(this);
        Gateway = new GatewayHub(this);
        _post = new SignedPost(this);
        Delivery = new InteractionDelivery(this, _post);
        EndpointCheck = new EndpointCheck(this, _post);
        Messages.Listen(Gateway.Tell);
        Users[Application.Id] = Application.User;
    }

    public LocalDiscordOptions Options { get; }

    public TimeProvider Time => Options.Time;

    public Lock Gate { get; } = new();

    public Changes Changes { get; }

    public Violations Violations { get; } = new();

    public Misbehaviour Misbehaviour { get; } = new();

    public Snowflakes Ids { get; }

    public Application Application { get; }

    public Dictionary<string, Channel> Channels { get; } = [];

    public Dictionary<string, ChatUser> Users { get; } = [];

    public CommandShelf Commands { get; } = new();

    public FileShelf Files { get; } = new();

    public MessageLog Messages { get; }

    public InteractionLog Interactions { get; }

    public GatewayHub Gateway { get; }

    public InteractionDelivery Delivery { get; }

    public EndpointCheck EndpointCheck { get; }

    /// <summary>Where the simulator is reached: <c>http://127.0.0.1:PORT</c>. Known once it listens.</summary>
    public string Address { get; set; } = "";

    public IReadOnlyList<Guild> Guilds
    {
        get
        {
            lock (Gate)
            {
                return [.. _guilds];
            }
        }
    }

    /// <summary>A new guild, which has the bot in it.</summary>
    public Guild AddGuild(string name)
    {
        lock (Gate)
        {
            var guild = new Guild(this, Ids.Next(), name, Application.Owner);
            guild.AddMember(Application.User);
            guild.AddMember(Application.Owner);
            Users[Application.Owner.Id] = Application.Owner;
            _guilds.Add(guild);
            return guild;
        }
    }

    public ChatUser UserNamed(string name)
    {
        lock (Gate)
        {
            if (Users.Values.FirstOrDefault(user => user.Name == name) is { } known)
            {
                return known;
            }

            var user = new ChatUser(Ids.Next(), name, char.ToUpperInvariant(name[0]) + name[1..], IsBot: false);
            return Users[user.Id] = user;
        }
    }

    /// <summary>Where the bot and somebody talk alone.</summary>
    public Channel DirectChannel(ChatUser user)
    {
        lock (Gate)
        {
            if (Channels.Values.FirstOrDefault(channel => channel.Recipient?.Id == user.Id) is { } known)
            {
                return known;
            }

            var channel = new Channel(Ids.Next(), user.Name, ChannelType.Direct, null, user);
            return Channels[channel.Id] = channel;
        }
    }

    public void Dispose()
    {
        foreach (var interaction in Interactions.All)
        {
            interaction.Dispose();
        }

        _post.Dispose();
        Application.Dispose();
    }
}
