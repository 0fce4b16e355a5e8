using System.Text.Json.Serialization;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>Every property is written: what is absent would be read as nothing, also where a request has another default.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Following))]
internal sealed partial class FollowingJson : JsonSerializerContext;
