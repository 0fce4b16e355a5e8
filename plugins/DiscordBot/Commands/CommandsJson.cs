using System.Text.Json.Serialization;
using Atelier.DiscordBot.Commands.Schedule;
using Atelier.DiscordBot.Commands.Styles;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands;

/// <summary>What commands keep in the store, and the values of choices.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<KeptStyle>))]
[JsonSerializable(typeof(ChannelSchedule))]
[JsonSerializable(typeof(GenerationRequest))]
internal sealed partial class CommandsJson : JsonSerializerContext;
