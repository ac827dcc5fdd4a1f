namespace ReluGen.Benchmarks.Cold;

/// <summary>What the package brings to a user's project, as MSBuild items that refer to this repository's projects.</summary>
internal static class ProjectReferences
{
    /// <summary>The runtime library alone.</summary>
    public static string Runtime(string repository) => $"""
        <ProjectReference Include="{repository}/src/ReluGen/ReluGen.csproj" />
        """;

    /// <summary>The runtime library, and the generator with the library that it needs.</summary>
    public static string RuntimeAndGenerator(string repository) => $"""
        {Runtime(repository)}
            <ProjectReference Include="{repository}/generator/ReluGen.Generator/ReluGen.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            <ProjectReference Include="{repository}/generator/ReluGen.Core/ReluGen.Core.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" SetTargetFramework="TargetFramework=netstandard2.0" />
        """;
}
