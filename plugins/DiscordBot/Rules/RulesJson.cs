using System.Text.Json.Serialization;

namespace Atelier.DiscordBot.Rules;

/// <summary>What rules keep in the store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChannelRules))]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class RulesJson : JsonSerializerContext;
