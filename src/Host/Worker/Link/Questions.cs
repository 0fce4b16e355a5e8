using System.Text.Json;

namespace Atelier.Host.Worker.Link;

/// <summary>Questions as they go over the link: by the name of their type.</summary>
internal static class Questions
{
    private static readonly Dictionary<string, Type> Known = typeof(Questions).Assembly.GetTypes()
        .Where(type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(WorkerQuestion<>))
        .ToDictionary(type => type.Name);

    public static LinkMessage.Ask ToMessage<TAnswer>(long id, WorkerQuestion<TAnswer> question) =>
        new(id, question.GetType().Name, JsonSerializer.SerializeToElement<object>(question, LinkJson.Options));

    public static object OfMessage(LinkMessage.Ask ask) => ask.Question.Deserialize(Known[ask.Type], LinkJson.Options)!;

    public static JsonElement ToElement(object answer) => JsonSerializer.SerializeToElement(answer, answer.GetType(), LinkJson.Options);

    public static TAnswer OfElement<TAnswer>(JsonElement answer) => answer.Deserialize<TAnswer>(LinkJson.Options)!;
}
