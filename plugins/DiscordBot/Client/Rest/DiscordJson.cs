using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.DiscordBot.Client.Gateway;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>JSON as Discord writes it, by generated code: reflection would keep the plugin in memory when it is unloaded.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(NewMessage))]
[JsonSerializable(typeof(Callback))]
[JsonSerializable(typeof(DeferData))]
[JsonSerializable(typeof(ChoicesData))]
[JsonSerializable(typeof(ModalData))]
[JsonSerializable(typeof(RateLimited))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(GatewayAddress))]
[JsonSerializable(typeof(ApplicationCommand))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(CommandBody))]
[JsonSerializable(typeof(CommandBody[]))]
[JsonSerializable(typeof(IReadOnlyList<RegisteredCommand>))]
[JsonSerializable(typeof(IReadOnlyList<Guild>))]
[JsonSerializable(typeof(IReadOnlyList<GuildChannel>))]
[JsonSerializable(typeof(IReadOnlyList<GuildRole>))]
[JsonSerializable(typeof(GuildMember))]
[JsonSerializable(typeof(GatewayMessage))]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Identify))]
[JsonSerializable(typeof(Resume))]
[JsonSerializable(typeof(Ready))]
[JsonSerializable(typeof(GatewaySession))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DiscordJson : JsonSerializerContext;
